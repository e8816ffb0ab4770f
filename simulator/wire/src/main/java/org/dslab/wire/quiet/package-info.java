/** The lab-wide count of what is under way: zero means that nothing happens any more without time passing. */
@NullMarked
package org.dslab.wire.quiet;

import org.jspecify.annotations.NullMarked;
