package org.dslab.render;

/** A report could not be written; the message has place, cause and cure, for people. */
public final class ReportException extends Exception {

    private static final long serialVersionUID = 1L;

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
