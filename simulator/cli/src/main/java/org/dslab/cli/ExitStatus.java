package org.dslab.cli;

/** How the dslab command ends; never {@link #OK} when nothing ran. */
public enum ExitStatus {
    /** Everything that was asked for holds. */
    OK(0),
    /** A verdict failed, or a question got no usable answer. */
    FAILED(1),
    /** Wrong usage or an invalid input file. */
    USAGE(2),
    /** The lab itself failed. */
    LAB_FAILED(3);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** For {@code System.exit}. */
    public int code() {
        return code;
    }
}
