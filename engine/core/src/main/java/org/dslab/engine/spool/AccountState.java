package org.dslab.engine.spool;

/** Whether an account can receive mail; DS-02 has the SMTP replies. */
public enum AccountState {
    ACTIVE,
    DISABLED,
    FULL
}
