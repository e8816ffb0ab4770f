package org.dslab.lab.record;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.history.Event;
import org.dslab.lab.outside.MailHeader;

/** What a new message in a mailbox means for the history. */
public final class MailboxEvents {

    private MailboxEvents() {}

    /** That it is there; and for a delivery status notification, that its addressee has been told. */
    public static List<Event> of(String mailbox, Octets message) {
        MailHeader header = MailHeader.of(message);
        List<Event> events = new ArrayList<>();
        events.add(new Event.MailboxReceived(mailbox, header.value("Message-ID")));
        if (header.isNotification()) {
            events.add(new Event.NotificationReceived(mailbox, header.value("In-Reply-To"), header.failedRecipients()));
        }
        return events;
    }
}
