package org.dslab.engine.smtp;

/** The part of a transaction that a reply decides. */
public enum SmtpStage {
    MAIL,
    RCPT,
    DATA,
    /** The reply to the final dot. */
    MESSAGE
}
