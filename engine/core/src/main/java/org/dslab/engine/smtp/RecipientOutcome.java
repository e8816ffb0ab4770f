package org.dslab.engine.smtp;

/** What became of one recipient in one transaction of a client session. */
public sealed interface RecipientOutcome {

    /** The next hop answered the final dot positively: it is responsible now. */
    record Delivered(SmtpReply reply) implements RecipientOutcome {}

    /** A transient or permanent reply, to RCPT or to a command that stands for all recipients. */
    record Refused(SmtpStage stage, SmtpReply reply) implements RecipientOutcome {}

    /**
     * This site did not hand it over, for a reason of its own.
     *
     * @param cause begins with an enhanced status code; class 5 is final
     */
    record Withheld(String cause) implements RecipientOutcome {

        /** Whether no later attempt can help. */
        public boolean isPermanent() {
            return cause.startsWith("5");
        }
    }

    /** The connection or the peer failed before the final dot was sent: nothing was handed over. */
    record NotAttempted(String cause) implements RecipientOutcome {}

    /** The connection failed between the final dot and its reply: it may have been taken (DS-37). */
    record Unknown(String cause) implements RecipientOutcome {}
}
