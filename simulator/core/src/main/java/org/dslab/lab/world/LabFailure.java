package org.dslab.lab.world;

/** The lab itself failed, not a scenario: exit status 3. The message is for people. */
public final class LabFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public LabFailure(String message) {
        super(message);
    }

    public LabFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
