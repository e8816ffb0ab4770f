package org.dslab.engine.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;

/** A message of the queue with the recipients that are not done yet, in the order of their arrival. */
final class QueuedMessage {

    private final StoredMessage original;
    private final LinkedHashMap<String, PendingRecipient> recipients = new LinkedHashMap<>();

    QueuedMessage(StoredMessage original) {
        this.original = original;
        for (StoredRecipient recipient : original.recipients()) {
            recipients.putIfAbsent(recipient.address().key(), new PendingRecipient(this, recipient));
        }
    }

    String id() {
        return original.id();
    }

    /** The envelope as it was accepted; its recipients may be done since. */
    StoredMessage envelope() {
        return original;
    }

    List<PendingRecipient> recipients() {
        return List.copyOf(recipients.values());
    }

    boolean isDone() {
        return recipients.isEmpty();
    }

    /** The recipient needs nothing more. */
    void done(PendingRecipient recipient) {
        recipients.remove(recipient.key());
    }

    /** As it should be found after a restart. */
    StoredMessage toStored() {
        return original.withRecipients(
                recipients.values().stream().map(PendingRecipient::stored).toList());
    }
}
