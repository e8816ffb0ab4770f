package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;

/** Makes the notifications that tell senders what became of their messages (DS-34). */
final class Notifications {

    private final DeliveryParts parts;
    private final RetrySchedule schedule;

    Notifications(DeliveryParts parts, RetrySchedule schedule) {
        this.parts = parts;
        this.schedule = schedule;
    }

    /** Never about a message from the null sender (DS-34). */
    static boolean mayBeSentAbout(QueuedMessage message) {
        String sender = message.envelope().sender();
        return !sender.isEmpty() && EmailAddress.parse(sender).isPresent();
    }

    /** One notification about these recipients of the message. */
    Notification about(
            QueuedMessage message, List<PendingRecipient> recipients, StatusNotification.Action action, Octets header) {
        Instant now = parts.timers().now();
        String id = QueueIds.next(parts.random());
        long body = parts.random().nextId();
        String hostname = parts.settings().hostname();
        StoredMessage about = message.envelope();
        EmailAddress to = addressee(about);
        Octets text = new StatusNotification(
                        id,
                        hostname,
                        to,
                        about,
                        parts.lists().listOfBounces(about.sender()),
                        action,
                        recipients.stream().map(Notifications::report).toList(),
                        header,
                        now,
                        schedule.end(about.arrivedAt()))
                .compose();
        Route route = parts.router().initial(to);
        return new Notification(
                new StoredMessage(
                        id,
                        "",
                        List.of(StoredRecipient.fresh(to, route, now)),
                        StatusNotification.messageId(id, hostname),
                        Octets.EMPTY,
                        body,
                        text.length(),
                        0,
                        to.needsUtf8(),
                        to.needsUtf8(),
                        now,
                        false),
                text);
    }

    /** The sender; for a list's post its owner (DS-83, DS-84). */
    private EmailAddress addressee(StoredMessage about) {
        EmailAddress sender = EmailAddress.of(about.sender());
        EmailAddress addressee = parts.lists().ownerOfBounces(sender).orElse(sender);
        // Any server can take a notification whose one international part is written as A-labels.
        return addressee.hasInternationalLocalPart() ? addressee : addressee.withAsciiDomain();
    }

    private static RecipientReport report(PendingRecipient recipient) {
        String reply = recipient.lastReply();
        return new RecipientReport(
                recipient.stored().address(), reply, host(recipient, reply), recipient.lastAttempt());
    }

    /** The next hop that was tried last. */
    private static Optional<String> host(PendingRecipient recipient, String reply) {
        StoredRecipient stored = recipient.stored();
        return stored.staleRoute()
                .filter(stale -> stale.reply().equals(reply))
                .map(StaleRoute::host)
                .or(() -> RouteNames.hostOf(stored.route()))
                .map(HostPort::host);
    }
}
