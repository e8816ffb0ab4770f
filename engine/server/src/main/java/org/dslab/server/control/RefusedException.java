package org.dslab.server.control;

/** A command that was understood is not carried out; the message says why. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String reason) {
        super(reason);
    }
}
