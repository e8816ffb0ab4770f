package org.dslab.server.json;

/** A text is not the JSON that was expected; the message says what is wrong at which character. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int column;

    MalformedJsonException(int column, String reason) {
        super(reason);
        this.column = column;
    }

    /** The character where it goes wrong, counted from 1. */
    public int column() {
        return column;
    }
}
