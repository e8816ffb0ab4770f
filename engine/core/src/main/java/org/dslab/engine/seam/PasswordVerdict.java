package org.dslab.engine.seam;

/** What became of an {@link Effect.CheckPassword}. */
public enum PasswordVerdict {
    RIGHT,
    /** Wrong, or nobody of that name has a password. */
    WRONG,
    /** Too many checks wait already: 454 4.7.0 to the client. */
    BUSY
}
