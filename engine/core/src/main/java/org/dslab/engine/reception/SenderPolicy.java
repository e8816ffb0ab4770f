package org.dslab.engine.reception;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.VerifiedAddress;

/** Who may be the sender of a message (DS-20 to DS-23, DS-57). */
final class SenderPolicy {

    private static final SmtpReply ACCEPTED = new SmtpReply(250, "2.1.0", "sender ok");
    private static final SmtpReply UNKNOWN = new SmtpReply(550, "5.1.0", "the sender has no mailbox in this domain");
    private static final SmtpReply UNDETERMINED =
            new SmtpReply(451, "4.4.3", "the sender cannot be verified at the moment, try again later");

    private static final SmtpReply NOT_YOURS =
            new SmtpReply(553, "5.7.1", "this is not an address of the account that you logged in to");

    private final ReceptionParts parts;

    SenderPolicy(ReceptionParts parts) {
        this.parts = parts;
    }

    Inquiry decide(Optional<EmailAddress> sender, String clientAddress, Decision decision) {
        if (sender.isEmpty() || !needsProof(sender.get(), clientAddress)) {
            decision.reply(ACCEPTED);
            return Inquiry.ANSWERED;
        }
        EmailAddress address = parts.router().meant(sender.get());
        if (!parts.domains().isShared(address.domainKey())
                || !parts.settings().sharing().queryHostsForSenders()) {
            decision.reply(parts.unknown().unknown(clientAddress, UNKNOWN));
            return Inquiry.ANSWERED;
        }
        Optional<VerifiedAddress> known = parts.verified().find(address);
        if (known.isPresent()) {
            parts.effects()
                    .record(new SiteEvent.RememberedUsed(
                            address, known.get().host(), known.get().verifiedAt(), LookupPurpose.SENDER));
            decision.reply(ACCEPTED);
            return Inquiry.ANSWERED;
        }
        return parts.unknown()
                .<LookupOutcome>ask(
                        clientAddress,
                        (standing, done) -> parts.lookups().ask(address, LookupPurpose.SENDER, standing, done),
                        outcome -> decision.reply(replyTo(sender.get(), clientAddress, outcome)),
                        () -> decision.reply(UnknownAddresses.TOO_MANY));
    }

    /**
     * Somebody who has logged in sends with addresses of that account only, or with none, as receipts and notifications do;
     * nothing has to be looked up (DS-23).
     */
    SmtpReply ofAccount(Optional<EmailAddress> sender, EmailAddress account) {
        boolean isOwn = parts.directory()
                .find(sender.map(parts.router()::meant).orElse(account))
                .filter(found -> found.address().key().equals(account.key()))
                .filter(found -> found.state() != AccountState.DISABLED)
                .isPresent();
        return isOwn ? ACCEPTED : NOT_YOURS;
    }

    /** The null sender and foreign senders need none, nor do local addresses and clients that we know. */
    private boolean needsProof(EmailAddress sender, String clientAddress) {
        return parts.domains().isLocal(sender.domainKey())
                && !parts.router().isLocalAddress(sender)
                && !parts.lists().isLocal(sender)
                && !parts.isTrusted(clientAddress)
                && !parts.isSharingHost(clientAddress);
    }

    private SmtpReply replyTo(EmailAddress sender, String clientAddress, LookupOutcome outcome) {
        // A host that says 4 has the address, whatever the others are up to (DS-20).
        if (outcome.exists() || parts.router().isLocalAddress(sender)) {
            return ACCEPTED;
        }
        return outcome.result() == LookupResult.UNDETERMINED
                ? UNDETERMINED
                : parts.unknown().unknown(clientAddress, UNKNOWN);
    }
}
