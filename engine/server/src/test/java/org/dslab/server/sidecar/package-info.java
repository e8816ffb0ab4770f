/** Side-cars on real sockets. */
@NullMarked
package org.dslab.server.sidecar;

import org.jspecify.annotations.NullMarked;
