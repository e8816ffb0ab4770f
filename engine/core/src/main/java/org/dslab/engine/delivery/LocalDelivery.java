package org.dslab.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;

/** Puts copies into mailboxes of this site. The queue's entry goes only after the mailbox has the message (DS-36). */
final class LocalDelivery {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final BiConsumer<PendingRecipient, String> later;
    private final BiConsumer<PendingRecipient, Route> reroute;
    private final Consumer<QueuedMessage> damaged;
    /** Recipients whose common copy is on its way to a mailbox, by message and mailbox. */
    private final TreeMap<String, List<PendingRecipient>> filings = new TreeMap<>();

    LocalDelivery(
            DeliveryParts parts,
            QueueRecords records,
            BiConsumer<PendingRecipient, String> later,
            BiConsumer<PendingRecipient, Route> reroute,
            Consumer<QueuedMessage> damaged) {
        this.parts = parts;
        this.records = records;
        this.later = later;
        this.reroute = reroute;
        this.damaged = damaged;
    }

    void deliver(PendingRecipient recipient, EmailAddress mailbox) {
        Optional<Account> account = parts.directory().account(mailbox);
        boolean isForPostmaster = mailbox.equals(parts.router().postmaster());
        if (account.isEmpty() && !isForPostmaster) {
            // The account has gone since: moved to another site, perhaps.
            reroute.accept(recipient, new Route.Undecided());
            return;
        }
        AccountState state = account.map(Account::state).orElse(AccountState.ACTIVE);
        if (state == AccountState.FULL) {
            later.accept(recipient, "4.2.2 mailbox full");
            return;
        }
        if (state == AccountState.MOVING) {
            // Once the account is gone it is routed anew (DS-44).
            later.accept(recipient, "4.2.1 the mailbox is moving to another site");
            return;
        }
        // A disabled account's mail that was accepted before is kept for it rather than returned.
        file(recipient, mailbox);
    }

    /** Recipients of one message that lead to one mailbox share a copy, which names the first of them. */
    private void file(PendingRecipient recipient, EmailAddress mailbox) {
        recipient.isInFlight();
        String copy = recipient.message().id() + "/" + mailbox.key();
        List<PendingRecipient> first = filings.get(copy);
        if (first != null) {
            first.add(recipient);
            return;
        }
        List<PendingRecipient> recipients = new ArrayList<>(List.of(recipient));
        filings.put(copy, recipients);
        StoredMessage message = recipient.message().envelope();
        Octets head = Octets.utf8(
                        "Return-Path: <" + message.sender() + ">\r\nDelivered-To: " + recipient.address() + "\r\n")
                .concat(message.head());
        String key = message.id() + "/" + recipient.key();
        parts.effects().file(mailbox.toString(), key, head, message.body(), failure -> {
            filings.remove(copy);
            if (failure.isPresent()) {
                if (failure.get() == CommitFailure.DAMAGED) {
                    damaged.accept(recipient.message());
                    recipients.forEach(
                            each -> later.accept(each, "4.3.0 the message is damaged in the spool of this site"));
                    return;
                }
                if (failure.get() == CommitFailure.IO) {
                    parts.effects()
                            .record(new SiteEvent.Warned(
                                    "message " + message.id() + " could not be put into the mailbox " + mailbox));
                }
                recipients.forEach(each -> later.accept(each, "4.3.0 the mailbox could not be written"));
                return;
            }
            parts.effects()
                    .record(new SiteEvent.Filed(
                            message.id(), message.messageId(), recipient.address(), mailbox.toString()));
            records.delivered(recipients);
        });
    }
}
