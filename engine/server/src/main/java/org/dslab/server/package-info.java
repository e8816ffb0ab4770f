/** The driver that runs a machine on real sockets. */
@NullMarked
package org.dslab.server;

import org.jspecify.annotations.NullMarked;
