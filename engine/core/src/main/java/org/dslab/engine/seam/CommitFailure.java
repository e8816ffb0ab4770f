package org.dslab.engine.seam;

/** Why a commit or a filing did not happen. */
public enum CommitFailure {
    /** No space: 452 4.3.1 to the client. */
    FULL,
    /** Anything else that went wrong with the store. */
    IO
}
