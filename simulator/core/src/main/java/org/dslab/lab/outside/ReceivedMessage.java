package org.dslab.lab.outside;

import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;

/** A message that the outside has taken. */
record ReceivedMessage(String sender, List<EmailAddress> recipients, Octets text) {

    ReceivedMessage {
        recipients = List.copyOf(recipients);
    }

    MailHeader header() {
        return MailHeader.of(text);
    }
}
