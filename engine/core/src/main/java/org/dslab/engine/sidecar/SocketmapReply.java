package org.dslab.engine.sidecar;

import org.dslab.engine.octets.Octets;

/**
 * One answer of a Postfix socketmap (socketmap_table(5)): a word, a space, and data or a reason. Whatever cannot be
 * decided is {@code TEMP}, from which Postfix makes 451.
 */
record SocketmapReply(String text) {

    static final SocketmapReply NOT_FOUND = new SocketmapReply("NOTFOUND ");

    static SocketmapReply ok(String data) {
        return new SocketmapReply("OK " + data);
    }

    /** Ask again later. */
    static SocketmapReply temporary(String reason) {
        return new SocketmapReply("TEMP " + reason);
    }

    /** Asking again will not help: the configuration is wrong. */
    static SocketmapReply permanent(String reason) {
        return new SocketmapReply("PERM " + reason);
    }

    Octets netstring() {
        return Netstring.encode(Octets.utf8(text));
    }
}
