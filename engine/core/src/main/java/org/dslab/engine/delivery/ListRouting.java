package org.dslab.engine.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.lists.Intake;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;

/**
 * Lists in the queue: recipients that turn out to be lists of this site when they are routed (DS-14), and the copies for
 * hosts that may have a list too. Whether a host has it is asked each time before its copy is sent, so that the copy in
 * the queue is the stored decision (DS-83).
 */
final class ListRouting {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final Retries retries;
    private final Failures failures;
    private final HostQueues hosts;
    private final Consumer<PendingRecipient> dispatch;
    private final Consumer<StoredMessage> queue;

    ListRouting(
            DeliveryParts parts,
            QueueRecords records,
            Retries retries,
            Failures failures,
            HostQueues hosts,
            Consumer<PendingRecipient> dispatch,
            Consumer<StoredMessage> queue) {
        this.parts = parts;
        this.records = records;
        this.retries = retries;
        this.failures = failures;
        this.hosts = hosts;
        this.dispatch = dispatch;
        this.queue = queue;
    }

    /** Sees to a recipient that is a list's address or the one of its bounces; false if it is neither. */
    boolean takes(PendingRecipient recipient) {
        EmailAddress address = recipient.stored().address();
        Optional<MailingList> list = parts.lists().find(address);
        Optional<EmailAddress> owner = parts.lists().ownerOfBounces(address);
        if (list.isPresent()) {
            post(recipient, list.get());
        } else if (owner.isPresent()) {
            bounce(recipient, owner.get());
        }
        return list.isPresent() || owner.isPresent();
    }

    private void post(PendingRecipient recipient, MailingList list) {
        StoredMessage message = recipient.message().envelope();
        boolean mayPost = EmailAddress.parse(message.sender())
                .filter(sender -> parts.lists().isMember(list, sender))
                .isPresent();
        if (!mayPost) {
            failures.failed(recipient, "5.7.2 sender is not a member of the list");
            return;
        }
        recipient.isInFlight();
        StoredMessage post = message.withRecipients(List.of(recipient.stored()));
        switch (parts.lists().take(post, Optional.empty(), () -> dispatch.accept(recipient))) {
            case Intake.Take take -> distribute(recipient, take);
            case Intake.Wait wait -> {
                // It is dispatched again when what it waits for has ended.
            }
            case Intake.NoCopy none -> throw new IllegalStateException("an ordinary post is no copy");
        }
    }

    /** The list leaves the queue in the same commit that puts its post there; if that fails it is taken in afresh later. */
    private void distribute(PendingRecipient list, Intake.Take post) {
        list.message().done(list);
        records.commit(list.message(), post.changes(), failure -> {
            if (failure.isPresent()) {
                post.ended().notStored();
                list.message().restore(List.of(list));
                retries.waitUntil(list, parts.timers().now().plus(QueueRecords.STORE_AGAIN_AFTER));
                return;
            }
            post.events().forEach(parts.effects()::record);
            post.messages().forEach(queue);
            post.ended().stored();
        });
    }

    /** A bounce of a list's post is its owner's (DS-84). */
    private void bounce(PendingRecipient recipient, EmailAddress owner) {
        if (records.readdress(recipient, owner)) {
            dispatch.accept(recipient);
        }
    }

    /** A copy goes to the host if that says that it has the list, and nowhere else. */
    void copy(PendingRecipient recipient, Route.ListCopy route) {
        Optional<SharingHost> host = parts.lists().sharing().host(route.host());
        if (host.isEmpty()) {
            answered(
                    recipient,
                    route.host().toString(),
                    MingerStatus.DOES_NOT_EXIST.code(),
                    "not a sharing host any more");
            notNeeded(recipient);
            return;
        }
        Inquiry inquiry = parts.lists()
                .sharing()
                .ask(host.get(), recipient.stored().address(), answer -> decided(recipient, host.get(), answer));
        recipient.waitsAt(gone -> inquiry.cancel());
    }

    private void decided(PendingRecipient recipient, SharingHost host, HostAnswer answer) {
        recipient.isInFlight();
        Optional<MingerStatus> status =
                answer instanceof HostAnswer.Status given ? Optional.of(given.status()) : Optional.empty();
        answered(
                recipient,
                host.name(),
                status.map(MingerStatus::code).orElse(-1),
                status.isPresent() ? "" : "no usable answer");
        switch (status.orElse(MingerStatus.INVALID_REQUEST)) {
            case ACTIVE -> hosts.of(host.smtp()).enqueue(recipient);
            case DOES_NOT_EXIST -> notNeeded(recipient);
            case CANNOT_RECEIVE ->
                retries.later(recipient, "4.2.1 the list at " + host.name() + " cannot receive at the moment");
            default -> retries.later(recipient, "4.4.3 " + host.name() + " cannot be asked whether it has the list");
        }
    }

    private void notNeeded(PendingRecipient copy) {
        copy.message().done(copy);
        records.save(copy.message());
    }

    private void answered(PendingRecipient recipient, String host, int status, String cause) {
        parts.effects()
                .record(new SiteEvent.ListHostAnswered(
                        recipient.message().id(),
                        recipient.message().envelope().messageId(),
                        recipient.address(),
                        host,
                        status,
                        cause));
    }
}
