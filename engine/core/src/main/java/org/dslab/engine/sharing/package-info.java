/** Domain sharing: whom to ask, what the answers come to, and what is remembered. */
@NullMarked
package org.dslab.engine.sharing;

import org.jspecify.annotations.NullMarked;
