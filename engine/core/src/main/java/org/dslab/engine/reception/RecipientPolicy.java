package org.dslab.engine.reception;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.VerifiedAddress;

/** Who can receive here, and where the copy goes (DS-02 to DS-13, DS-33, DS-70). */
final class RecipientPolicy {

    private static final SmtpReply ACCEPTED = new SmtpReply(250, "2.1.5", "recipient ok");
    private static final SmtpReply UNKNOWN = new SmtpReply(550, "5.1.1", "no such user");
    private static final SmtpReply UNDETERMINED =
            new SmtpReply(451, "4.4.3", "the recipient cannot be verified at the moment, try again later");
    private static final SmtpReply INACTIVE =
            new SmtpReply(450, "4.2.1", "the mailbox cannot receive at the moment, try again later");
    private static final SmtpReply DISABLED = new SmtpReply(550, "5.2.1", "the mailbox is disabled");
    private static final SmtpReply FULL = new SmtpReply(452, "4.2.2", "the mailbox is full");
    private static final SmtpReply NO_RELAY = new SmtpReply(550, "5.7.1", "relaying denied");
    private static final SmtpReply NO_ROUTE =
            new SmtpReply(451, "4.4.4", "no route to this domain at the moment, try again later");

    private final ReceptionParts parts;

    RecipientPolicy(ReceptionParts parts) {
        this.parts = parts;
    }

    /** Is told the reply, the route if the recipient is accepted, and what the reply rests on. */
    @FunctionalInterface
    interface Verdict {
        void decided(SmtpReply reply, Optional<Route> route, DecidedBy by);
    }

    Inquiry decide(EmailAddress recipient, String clientAddress, Verdict verdict) {
        String domain = recipient.domainKey();
        if (decideLocally(recipient, verdict)) {
            return Inquiry.ANSWERED;
        }
        if (!parts.domains().isLocal(domain)) {
            decideForeign(recipient, clientAddress, verdict);
            return Inquiry.ANSWERED;
        }
        if (!parts.domains().isShared(domain)) {
            verdict.decided(UNKNOWN, Optional.empty(), DecidedBy.NOT_SHARED);
            return Inquiry.ANSWERED;
        }
        Optional<VerifiedAddress> known = parts.verified().find(recipient);
        if (known.isPresent()) {
            parts.effects()
                    .record(new SiteEvent.RememberedUsed(
                            recipient, known.get().host(), known.get().verifiedAt(), LookupPurpose.RECIPIENT));
            verdict.decided(ACCEPTED, Optional.of(new Route.Shared(known.get().host())), DecidedBy.REMEMBERED);
            return Inquiry.ANSWERED;
        }
        return parts.lookups()
                .ask(recipient, LookupPurpose.RECIPIENT, outcome -> decideByLookup(recipient, outcome, verdict));
    }

    /** A local address, or postmaster, needs nobody else (DS-02, DS-13). */
    private boolean decideLocally(EmailAddress recipient, Verdict verdict) {
        Optional<Account> account = parts.directory().find(recipient);
        if (parts.router().isPostmaster(recipient)) {
            EmailAddress mailbox = account.map(Account::address).orElseGet(parts.router()::postmaster);
            verdict.decided(ACCEPTED, Optional.of(new Route.Mailbox(mailbox)), DecidedBy.LOCAL);
            return true;
        }
        if (account.isEmpty()) {
            return false;
        }
        Route mailbox = new Route.Mailbox(account.get().address());
        switch (account.get().state()) {
            case ACTIVE -> verdict.decided(ACCEPTED, Optional.of(mailbox), DecidedBy.LOCAL);
            case DISABLED -> verdict.decided(DISABLED, Optional.empty(), DecidedBy.LOCAL);
            case FULL -> verdict.decided(FULL, Optional.empty(), DecidedBy.LOCAL);
            case MOVING -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);
        }
        return true;
    }

    private void decideForeign(EmailAddress recipient, String clientAddress, Verdict verdict) {
        if (!parts.isTrusted(clientAddress)) {
            verdict.decided(NO_RELAY, Optional.empty(), DecidedBy.RELAYING);
            return;
        }
        Optional<Route> route = parts.router().foreign(recipient);
        verdict.decided(route.isPresent() ? ACCEPTED : NO_ROUTE, route, DecidedBy.RELAYING);
    }

    private void decideByLookup(EmailAddress recipient, LookupOutcome outcome, Verdict verdict) {
        // It may have been created here while others were asked.
        if (decideLocally(recipient, verdict)) {
            return;
        }
        SmtpReply reply = switch (outcome.result()) {
            case FOUND -> ACCEPTED;
            case NOT_FOUND -> UNKNOWN;
            case CANNOT_RECEIVE -> INACTIVE;
            case UNDETERMINED -> UNDETERMINED;
        };
        Optional<Route> route = outcome.owner().map(owner -> new Route.Shared(owner.smtp()));
        verdict.decided(reply, route, DecidedBy.LOOKUP);
    }
}
