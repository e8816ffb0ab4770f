package org.dslab.engine.settings;

/** Whether an account can receive mail; DS-02 has the SMTP replies. */
public enum AccountState {
    ACTIVE,
    DISABLED,
    FULL,
    /** On its way to another site: nothing new is taken until the move is over (DS-44). */
    MOVING
}
