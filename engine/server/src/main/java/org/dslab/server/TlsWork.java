package org.dslab.server;

import javax.net.ssl.SSLException;

/** Something that TLS has to do for a connection. */
@FunctionalInterface
interface TlsWork {
    void run() throws SSLException;
}
