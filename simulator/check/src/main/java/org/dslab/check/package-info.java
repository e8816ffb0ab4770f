/** Checkers: from a history to verdicts. */
@NullMarked
package org.dslab.check;

import org.jspecify.annotations.NullMarked;
