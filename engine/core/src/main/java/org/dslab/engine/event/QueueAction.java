package org.dslab.engine.event;

/** What an operator can do with messages of the queue (DS-38). */
public enum QueueAction {
    /** No attempts until released; the message does not expire meanwhile. */
    HOLD,
    /** No longer held, and tried at once. */
    RELEASE,
    /** Tried at once, whenever its next attempt is due. */
    RETRY,
    /** Returned to its sender at once. */
    BOUNCE,
    /** Gone, and nobody is told. */
    DELETE
}
