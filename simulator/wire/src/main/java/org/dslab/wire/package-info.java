/** The wire world: the engine on real sockets of this machine. */
@NullMarked
package org.dslab.wire;

import org.jspecify.annotations.NullMarked;
