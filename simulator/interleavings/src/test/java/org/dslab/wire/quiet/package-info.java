/** What all threads of a lab share. */
@NullMarked
package org.dslab.wire.quiet;

import org.jspecify.annotations.NullMarked;
