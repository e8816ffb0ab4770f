package org.dslab.engine.minger;

import java.util.Optional;

/** The status of a Minger response (draft-hathcock-minger-06; MINGER.md). */
public enum MingerStatus {
    INVALID_REQUEST(0),
    ACCESS_DENIED(1),
    BAD_CREDENTIALS(2),
    DOES_NOT_EXIST(3),
    CANNOT_RECEIVE(4),
    ACTIVE(5);

    private final int code;

    MingerStatus(int code) {
        this.code = code;
    }

    /** 0 to 5, as on the wire. */
    public int code() {
        return code;
    }

    public static Optional<MingerStatus> ofCode(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
}
