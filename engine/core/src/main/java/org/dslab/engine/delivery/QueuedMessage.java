package org.dslab.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;

/** A message of the queue with the recipients that are not done yet, in the order of their arrival. */
final class QueuedMessage {

    /** What an operator has decided about a message whose recipients are not all at rest (DS-38). */
    enum Fate {
        DELIVER,
        RETURN,
        DELETE
    }

    private final ArrayList<PendingRecipient> recipients;
    private StoredMessage envelope;
    private Fate fate = Fate.DELIVER;

    QueuedMessage(StoredMessage original) {
        envelope = original.withRecipients(List.of());
        recipients = new ArrayList<>(original.recipients().size());
        TreeSet<String> keys = new TreeSet<>();
        for (StoredRecipient recipient : original.recipients()) {
            if (original.recipients().size() == 1 || keys.add(keyOf(recipient))) {
                recipients.add(new PendingRecipient(this, recipient));
            }
        }
    }

    /** A list post's copies are for one address, at several hosts. */
    private static String keyOf(StoredRecipient recipient) {
        String key = recipient.address().key();
        return recipient.route() instanceof Route.ListCopy copy ? key + " at " + copy.host() : key;
    }

    String id() {
        return envelope.id();
    }

    /** The envelope without its recipients. */
    StoredMessage envelope() {
        return envelope;
    }

    List<PendingRecipient> recipients() {
        return List.copyOf(recipients);
    }

    boolean isDone() {
        return recipients.isEmpty();
    }

    /** The recipient needs nothing more. */
    void done(PendingRecipient recipient) {
        recipients.remove(recipient);
    }

    /** That they were done could not be stored. */
    void restore(List<PendingRecipient> notDone) {
        recipients.addAll(notDone);
    }

    boolean isHeld() {
        return envelope.held();
    }

    void hold(boolean isHeld) {
        envelope = envelope.withHeld(isHeld);
    }

    Fate fate() {
        return fate;
    }

    void meets(Fate decided) {
        fate = decided;
    }

    /** Its sender has been told that it is delayed. */
    void warned() {
        envelope = envelope.withWarning();
    }

    /** The recipient is another one from now on; false, and it is done, if that one has a copy already. */
    boolean readdress(PendingRecipient recipient, EmailAddress target) {
        boolean isNew = recipients.stream().noneMatch(other -> other.key().equals(target.key()));
        if (isNew) {
            recipient.become(recipient.stored().sentTo(target));
        } else {
            recipients.remove(recipient);
        }
        return isNew;
    }

    /** As it should be found after a restart. */
    StoredMessage toStored() {
        return envelope.withRecipients(
                recipients.stream().map(PendingRecipient::stored).toList());
    }
}
