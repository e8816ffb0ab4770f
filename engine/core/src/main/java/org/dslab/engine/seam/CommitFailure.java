package org.dslab.engine.seam;

/** Why a commit or a filing did not happen. */
public enum CommitFailure {
    /** No space: 452 4.3.1 to the client. */
    FULL,
    /** What the store has of the message is not what was put there: trying again does not help, and it must not be delivered. */
    DAMAGED,
    /** Anything else that went wrong with the store. */
    IO
}
