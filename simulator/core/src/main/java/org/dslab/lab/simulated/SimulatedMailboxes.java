package org.dslab.lab.simulated;

import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;
import org.dslab.history.Event;
import org.dslab.lab.record.MailboxEvents;

/** A node's mailboxes: what is filed is recorded, once per key. */
final class SimulatedMailboxes {

    private final Consumer<Event> record;
    private final TreeSet<String> keys = new TreeSet<>();

    SimulatedMailboxes(Consumer<Event> record) {
        this.record = record;
    }

    void file(String mailbox, String key, Octets message) {
        if (keys.add(mailbox + " " + key)) {
            MailboxEvents.of(mailbox, message).forEach(record);
        }
    }
}
