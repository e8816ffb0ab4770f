package org.dslab.engine.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.VerifiedAddress;

/**
 * Recipients that are decided when they are routed, by the same table as at RCPT: those that were never decided (DS-14),
 * whose owner does not have them any more (DS-08), and those of a message that has been here before (DS-35).
 */
final class UndecidedRecipients {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final GatewayRouting gateways;
    private final Retries retries;
    private final Failures failures;
    private final ListRouting lists;
    private final RoutingTurns turns;
    private final BiConsumer<PendingRecipient, Route> reroute;

    UndecidedRecipients(
            DeliveryParts parts,
            QueueRecords records,
            GatewayRouting gateways,
            Retries retries,
            Failures failures,
            ListRouting lists,
            RoutingTurns turns,
            BiConsumer<PendingRecipient, Route> reroute) {
        this.parts = parts;
        this.records = records;
        this.gateways = gateways;
        this.retries = retries;
        this.failures = failures;
        this.lists = lists;
        this.turns = turns;
        this.reroute = reroute;
    }

    /** In its turn. */
    void decide(PendingRecipient recipient) {
        turns.decide(recipient, this::decideNow);
    }

    private void decideNow(PendingRecipient recipient) {
        if (lists.takes(recipient)) {
            return;
        }
        EmailAddress address = recipient.stored().address();
        EmailAddress asked = parts.router().meant(address);
        Optional<EmailAddress> target = parts.router().forwardedTo(address);
        if (target.isPresent()) {
            if (records.readdress(recipient, target.get())) {
                decideNow(recipient);
            }
            return;
        }
        if (parts.router().mustWait(address)) {
            retries.later(recipient, "4.2.1 the address cannot receive at the moment");
            return;
        }
        Route initial = parts.router().initial(address);
        if (!(initial instanceof Route.Undecided)) {
            reroute.accept(recipient, initial);
        } else if (gateways.decides(recipient)) {
            return;
        } else if (!parts.domains().isLocal(address.domainKey())) {
            retries.later(recipient, "4.4.4 no route to the domain and no smart host");
        } else if (!parts.domains().isShared(address.domainKey())) {
            failures.failed(recipient, "5.1.1 no such user here");
        } else if (cameFrom(recipient).isPresent()) {
            String client = cameFrom(recipient).get();
            forgetSender(recipient, asked, client);
            lookUp(recipient, done -> parts.lookups().askAgain(asked, host -> host.connectsFrom(client), done));
        } else {
            Optional<VerifiedAddress> known = parts.verified().find(asked);
            if (known.isPresent()) {
                parts.effects()
                        .record(new SiteEvent.RememberedUsed(
                                asked, known.get().host(), known.get().verifiedAt(), LookupPurpose.ROUTING));
                found(recipient, new Route.Shared(known.get().host()));
            } else {
                lookUp(recipient, done -> parts.lookups().ask(asked, LookupPurpose.ROUTING, done));
            }
        }
    }

    /** Also as the owner of an alias' target, which nobody asked about when the message came back (DS-35). */
    private void forgetSender(PendingRecipient recipient, EmailAddress asked, String client) {
        if (recipient.stored().attempts() == 0) {
            parts.lookups()
                    .cameBack(asked, client)
                    .ifPresent(dropped -> records.save(recipient.message(), List.of(dropped), () -> {}));
        }
    }

    private static Optional<String> cameFrom(PendingRecipient recipient) {
        return recipient.message().envelope().returnedFrom();
    }

    private void lookUp(PendingRecipient recipient, RoutingTurns.Question<LookupOutcome> question) {
        turns.ask(recipient, question, outcome -> decided(recipient, outcome));
    }

    private void decided(PendingRecipient recipient, LookupOutcome outcome) {
        EmailAddress address = recipient.stored().address();
        boolean isHere = parts.router().isLocalAddress(address) || parts.lists().isLocal(address);
        if (isHere || parts.router().mustWait(address)) {
            decideNow(recipient);
            return;
        }
        switch (outcome.result()) {
            case FOUND -> found(recipient, outcome.owner().orElseThrow());
            case NOT_FOUND ->
                failures.failed(recipient, staleReply(recipient).orElse("5.1.1 no sharing host has this address"));
            case CANNOT_RECEIVE -> retries.later(recipient, "4.2.1 the mailbox cannot receive at the moment");
            case UNDETERMINED -> retries.later(recipient, "4.4.3 a sharing host cannot be asked");
        }
    }

    private void found(PendingRecipient recipient, SharingHost owner) {
        if (cameFrom(recipient).filter(owner::connectsFrom).isPresent()) {
            // It would come back at once, and again (DS-35).
            failures.failed(recipient, loop(owner));
        } else {
            found(recipient, new Route.Shared(owner.smtp()));
        }
    }

    static String loop(SharingHost owner) {
        return "5.4.6 mail loop: only " + owner.name() + " has the address, and it sent this";
    }

    /** The same host again would refuse it again (DS-08). */
    private void found(PendingRecipient recipient, Route.Shared owner) {
        Optional<StaleRoute> same =
                recipient.stored().staleRoute().filter(stale -> stale.host().equals(owner.host()));
        if (same.isPresent()) {
            failures.failed(recipient, same.get().reply());
        } else {
            reroute.accept(recipient, owner);
        }
    }

    private static Optional<String> staleReply(PendingRecipient recipient) {
        return recipient.stored().staleRoute().map(StaleRoute::reply);
    }
}
