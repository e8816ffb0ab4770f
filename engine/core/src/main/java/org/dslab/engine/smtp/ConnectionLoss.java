package org.dslab.engine.smtp;

import org.dslab.engine.seam.CloseCause;

/** Causes of a lost connection as people read them in a history or a status notification. */
final class ConnectionLoss {

    private ConnectionLoss() {}

    static String text(CloseCause cause) {
        return switch (cause) {
            case FINISHED -> "connection closed";
            case ABORTED -> "connection aborted";
            case RESET -> "connection reset";
            case REFUSED -> "connection refused";
            case UNRESOLVABLE -> "name not resolvable";
            case UNREACHABLE -> "network unreachable";
            case TIMED_OUT -> "connection timed out";
            case TLS_FAILED -> "TLS failed";
            case NOT_VERIFIED -> "certificate not verified";
        };
    }
}
