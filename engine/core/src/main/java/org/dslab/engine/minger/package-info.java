/** The Minger protocol: codec, responder and the client side of one exchange. */
@NullMarked
package org.dslab.engine.minger;

import org.jspecify.annotations.NullMarked;
