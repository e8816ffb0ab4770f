/** What happened in a run, and what was concluded from it. Knows nobody. */
@NullMarked
package org.dslab.history;

import org.jspecify.annotations.NullMarked;
