package org.dslab.engine.reception;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dslab.engine.accounts.Destination;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.gateway.GatewayOutcome;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.GatewaySetting;
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
    private final BooleanSupplier isAuthenticated;

    RecipientPolicy(ReceptionParts parts, BooleanSupplier isAuthenticated) {
        this.parts = parts;
        this.isAuthenticated = isAuthenticated;
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
        Optional<GatewaySetting> gateway = parts.gateways().find(recipient);
        if (gateway.isPresent()) {
            return decideByGateway(gateway.get(), recipient, clientAddress, verdict);
        }
        if (!parts.domains().isLocal(domain)) {
            decideForeign(recipient, clientAddress, verdict);
            return Inquiry.ANSWERED;
        }
        if (!parts.domains().isShared(domain)) {
            unknown(clientAddress, DecidedBy.NOT_SHARED, verdict);
            return Inquiry.ANSWERED;
        }
        EmailAddress asked = parts.router().meant(recipient);
        Optional<VerifiedAddress> known = parts.verified().find(asked);
        if (known.isPresent()) {
            parts.effects()
                    .record(new SiteEvent.RememberedUsed(
                            asked, known.get().host(), known.get().verifiedAt(), LookupPurpose.RECIPIENT));
            verdict.decided(ACCEPTED, Optional.of(new Route.Shared(known.get().host())), DecidedBy.REMEMBERED);
            return Inquiry.ANSWERED;
        }
        return parts.unknown()
                .<LookupOutcome>ask(
                        clientAddress,
                        (standing, done) -> parts.lookups().ask(asked, LookupPurpose.RECIPIENT, standing, done),
                        outcome -> decideByLookup(recipient, clientAddress, outcome, verdict),
                        () -> tooMany(verdict));
    }

    private void unknown(String clientAddress, DecidedBy by, Verdict verdict) {
        SmtpReply reply = parts.unknown().unknown(clientAddress, UNKNOWN);
        verdict.decided(reply, Optional.empty(), reply.equals(UNKNOWN) ? by : DecidedBy.PROTOCOL);
    }

    private static void tooMany(Verdict verdict) {
        verdict.decided(UnknownAddresses.TOO_MANY, Optional.empty(), DecidedBy.PROTOCOL);
    }

    /** A local address, or postmaster, needs nobody else (DS-02, DS-13); but an account on its way to another site does. */
    private boolean decideLocally(EmailAddress recipient, Verdict verdict) {
        Destination destination = parts.router().destination(recipient);
        boolean isPostmaster = parts.router().isPostmaster(recipient);
        switch (destination) {
            case Destination.ToAccount known when isPostmaster -> acceptLocally(known.account(), verdict);
            case Destination.ToAccount known
            when isMovedByLookup(recipient) -> {
                return false;
            }
            case Destination.ToAccount known -> decideByState(known.account(), verdict);
            case Destination.Elsewhere elsewhere ->
                verdict.decided(ACCEPTED, Optional.of(new Route.Undecided()), DecidedBy.LOCAL);
            case Destination.Reserved reserved
            when !isPostmaster -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);
            case Destination.Nowhere nowhere
            when !isPostmaster -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);
            case Destination.NotHere unknown
            when !isPostmaster -> {
                return false;
            }
            default ->
                verdict.decided(
                        ACCEPTED, Optional.of(new Route.Mailbox(parts.router().postmaster())), DecidedBy.LOCAL);
        }
        return true;
    }

    private static void acceptLocally(Account account, Verdict verdict) {
        verdict.decided(ACCEPTED, Optional.of(new Route.Mailbox(account.address())), DecidedBy.LOCAL);
    }

    private static void decideByState(Account account, Verdict verdict) {
        switch (account.state()) {
            case ACTIVE -> acceptLocally(account, verdict);
            case DISABLED -> verdict.decided(DISABLED, Optional.empty(), DecidedBy.LOCAL);
            case FULL -> verdict.decided(FULL, Optional.empty(), DecidedBy.LOCAL);
            case MOVING -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);
        }
    }

    /** DS-44: the new site may have it already. */
    private boolean isMovedByLookup(EmailAddress recipient) {
        return parts.domains().isShared(recipient.domainKey())
                && parts.router().destination(recipient) instanceof Destination.ToAccount known
                && known.account().state() == AccountState.MOVING;
    }

    private void decideForeign(EmailAddress recipient, String clientAddress, Verdict verdict) {
        if (!parts.isTrusted(clientAddress) && !isAuthenticated.getAsBoolean()) {
            verdict.decided(NO_RELAY, Optional.empty(), DecidedBy.RELAYING);
            return;
        }
        Optional<Route> route = parts.router().foreign(recipient);
        verdict.decided(route.isPresent() ? ACCEPTED : NO_ROUTE, route, DecidedBy.RELAYING);
    }

    private void decideByLookup(EmailAddress recipient, String clientAddress, LookupOutcome outcome, Verdict verdict) {
        // It may have been created here while others were asked.
        if (decideLocally(recipient, verdict)) {
            return;
        }
        if (outcome.owner().isEmpty() && isMovedByLookup(recipient)) {
            verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);
            return;
        }
        switch (outcome.result()) {
            case FOUND ->
                verdict.decided(
                        ACCEPTED, outcome.owner().map(owner -> new Route.Shared(owner.smtp())), DecidedBy.LOOKUP);
            case NOT_FOUND -> unknown(clientAddress, DecidedBy.LOOKUP, verdict);
            case CANNOT_RECEIVE -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOOKUP);
            case UNDETERMINED -> verdict.decided(UNDETERMINED, Optional.empty(), DecidedBy.LOOKUP);
        }
    }

    /** DS-60 to DS-62. */
    private Inquiry decideByGateway(
            GatewaySetting gateway, EmailAddress recipient, String clientAddress, Verdict verdict) {
        return parts.unknown()
                .<GatewayOutcome>ask(
                        clientAddress,
                        (standing, done) ->
                                parts.gateways().verify(gateway, recipient, LookupPurpose.RECIPIENT, standing, done),
                        outcome -> decideByGateway(clientAddress, outcome, verdict),
                        () -> tooMany(verdict));
    }

    private void decideByGateway(String clientAddress, GatewayOutcome outcome, Verdict verdict) {
        switch (outcome) {
            case GatewayOutcome.Accepted accepted ->
                verdict.decided(ACCEPTED, Optional.of(accepted.route()), DecidedBy.GATEWAY);
            case GatewayOutcome.Unknown nobody -> unknown(clientAddress, DecidedBy.GATEWAY, verdict);
            case GatewayOutcome.Inactive inactive -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.GATEWAY);
            case GatewayOutcome.TryAgain later -> verdict.decided(UNDETERMINED, Optional.empty(), DecidedBy.GATEWAY);
        }
    }
}
