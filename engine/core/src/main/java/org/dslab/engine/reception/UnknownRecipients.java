package org.dslab.engine.reception;

import java.util.Optional;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.smtp.SmtpReply;

/**
 * The limit of unknown recipients per client (DS-57): each costs a question to every host, and tells a stranger which
 * addresses there are. Clients that the site knows, the trusted and the sharing hosts, are not limited.
 */
final class UnknownRecipients {

    private static final SmtpReply TOO_MANY =
            new SmtpReply(421, "4.7.0", "too many unknown recipients from your address, try again later");

    private final ReceptionParts parts;

    UnknownRecipients(ReceptionParts parts) {
        this.parts = parts;
    }

    /** Whether the client may not ask for addresses that would have to be looked up; then it has been told so. */
    boolean refuses(String client, RecipientPolicy.Verdict verdict) {
        boolean isOver = !isKnown(client) && parts.unknownRecipients().isExhausted(client);
        if (isOver) {
            verdict.decided(TOO_MANY, Optional.empty(), DecidedBy.PROTOCOL);
        }
        return isOver;
    }

    /** A recipient turns out to be unknown; several were being looked up perhaps, so the limit may be reached since. */
    void unknown(String client, SmtpReply reply, DecidedBy by, RecipientPolicy.Verdict verdict) {
        if (isKnown(client) || parts.unknownRecipients().allows(client)) {
            verdict.decided(reply, Optional.empty(), by);
        } else {
            verdict.decided(TOO_MANY, Optional.empty(), DecidedBy.PROTOCOL);
        }
    }

    private boolean isKnown(String client) {
        return parts.isTrusted(client) || parts.isSharingHost(client);
    }
}
