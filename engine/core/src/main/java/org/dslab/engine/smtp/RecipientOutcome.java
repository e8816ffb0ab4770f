package org.dslab.engine.smtp;

/** What became of one recipient in one transaction of a client session. */
public sealed interface RecipientOutcome {

    /** The next hop answered the final dot positively: it is responsible now. */
    record Delivered(SmtpReply reply) implements RecipientOutcome {}

    /** A transient or permanent reply, to RCPT or to a command that stands for all recipients. */
    record Refused(SmtpStage stage, SmtpReply reply) implements RecipientOutcome {}

    /** The connection or the peer failed before the final dot was sent: nothing was handed over. */
    record NotAttempted(String cause) implements RecipientOutcome {}

    /** The connection failed between the final dot and its reply: it may have been taken (DS-37). */
    record Unknown(String cause) implements RecipientOutcome {}
}
