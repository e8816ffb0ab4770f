/** How much each client may demand. */
@NullMarked
package org.dslab.engine.limit;

import org.jspecify.annotations.NullMarked;
