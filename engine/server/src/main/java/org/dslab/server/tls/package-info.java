/** TLS over a driver's connections: whose certificate is shown, whose is believed, and the protocol itself. */
@NullMarked
package org.dslab.server.tls;

import org.jspecify.annotations.NullMarked;
