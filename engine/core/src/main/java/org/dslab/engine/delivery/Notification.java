package org.dslab.engine.delivery;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.StoredMessage;

/** A notification that is ready to be stored: its envelope, and its text as the body. */
record Notification(StoredMessage stored, Octets text) {

    /** Its addressee. */
    String to() {
        return stored.recipients().getFirst().address().toString();
    }
}
