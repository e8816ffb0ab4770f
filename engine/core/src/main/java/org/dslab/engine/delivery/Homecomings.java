package org.dslab.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.address.Subaddresses;
import org.dslab.engine.spool.Route;

/** Mail that waits for somebody else follows its recipient home when the address becomes one of this site (DS-39). */
final class Homecomings {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final RoutingTurns turns;
    private final BiConsumer<PendingRecipient, Route> reroute;
    private final Consumer<PendingRecipient> dispatch;
    private final Subaddresses subaddresses;

    Homecomings(
            DeliveryParts parts,
            QueueRecords records,
            RoutingTurns turns,
            BiConsumer<PendingRecipient, Route> reroute,
            Consumer<PendingRecipient> dispatch) {
        this.parts = parts;
        this.records = records;
        this.turns = turns;
        this.reroute = reroute;
        this.dispatch = dispatch;
        this.subaddresses = new Subaddresses(parts.settings().subaddressSeparator());
    }

    /** Whether this site can decide at once about mail that was to go elsewhere, or that nobody could decide about. */
    boolean isDue(PendingRecipient recipient) {
        Route route = recipient.stored().route();
        EmailAddress address = recipient.stored().address();
        return !(route instanceof Route.Mailbox)
                && !(route instanceof Route.ListCopy)
                && parts.domains().isLocal(address.domainKey())
                && (parts.lists().isLocal(address) || parts.router().isHome(address));
    }

    /** Decides about the recipient anew if it was to go elsewhere and is at home by now; false if not. */
    boolean takes(PendingRecipient recipient) {
        boolean isMisled = !(recipient.stored().route() instanceof Route.Undecided) && isDue(recipient);
        if (isMisled) {
            reroute.accept(recipient, new Route.Undecided());
        }
        return isMisled;
    }

    /**
     * Has the mail decided anew that waits with these addresses, or with subaddresses of them, beginning at once. What an
     * operator holds stays held.
     */
    void begin(List<EmailAddress> addresses) {
        TreeSet<String> domains = new TreeSet<>();
        TreeSet<String> keys = new TreeSet<>();
        for (EmailAddress address : addresses) {
            domains.add(address.domainKey());
            keys.add(address.key());
        }
        List<PendingRecipient> waiting = new ArrayList<>();
        records.after("")
                .forEach(message -> message.recipients().stream()
                        .filter(recipient -> isMeant(recipient.stored().address(), domains, keys))
                        .forEach(waiting::add));
        waiting.forEach(recipient -> turns.begin(() -> decideAnew(recipient)));
    }

    private boolean isMeant(EmailAddress address, Set<String> domains, Set<String> keys) {
        return domains.contains(address.domainKey())
                && (keys.contains(address.key())
                        || keys.contains(subaddresses.asked(address).key()));
    }

    private void decideAnew(PendingRecipient recipient) {
        if (recipient.message().isHeld()) {
            return;
        }
        if (isDue(recipient)) {
            if (recipient.withdraw()) {
                reroute.accept(recipient, new Route.Undecided());
            }
        } else if (recipient.stored().route() instanceof Route.Mailbox && recipient.withdraw()) {
            // It waits for the end of a move that was called off.
            dispatch.accept(recipient);
        }
    }
}
