package org.dslab.server.control;

import java.io.IOException;

/** There is no answer from a control socket; the message says why and what would help. */
public final class CannotReachException extends IOException {

    private static final long serialVersionUID = 1L;

    CannotReachException(String message) {
        super(message);
    }

    CannotReachException(String message, Throwable cause) {
        super(message, cause);
    }
}
