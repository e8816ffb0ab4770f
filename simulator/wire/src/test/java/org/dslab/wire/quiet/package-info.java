/** The count of what is under way. */
@NullMarked
package org.dslab.wire.quiet;

import org.jspecify.annotations.NullMarked;
