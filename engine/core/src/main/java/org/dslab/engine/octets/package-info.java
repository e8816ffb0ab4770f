/** Immutable octets, the only form in which data crosses the seam. */
@NullMarked
package org.dslab.engine.octets;

import org.jspecify.annotations.NullMarked;
