/** Tests of the driver with toy machines over loopback sockets. */
@NullMarked
package org.dslab.server;

import org.jspecify.annotations.NullMarked;
