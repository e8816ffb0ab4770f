package org.dslab.server.store;

import java.io.IOException;
import org.dslab.engine.seam.CommitFailure;

/** A store or mailbox could not do what it was asked. */
public final class StoreException extends IOException {

    private final CommitFailure failure;

    public StoreException(CommitFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    public StoreException(CommitFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** What the machine is told. */
    public CommitFailure failure() {
        return failure;
    }
}
