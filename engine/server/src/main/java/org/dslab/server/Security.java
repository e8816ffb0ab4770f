package org.dslab.server;

import org.dslab.server.tls.TlsContexts;

/** What a driver proves with and checks against. */
public record Security(TlsContexts tls, Passwords passwords) {

    /** No certificate and no passwords. */
    public static Security none() {
        return new Security(TlsContexts.plain(), Passwords.NONE);
    }
}
