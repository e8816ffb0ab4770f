package org.dslab.engine.smtp;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.address.EmailAddress;

/** What a server session knows between MAIL and the end of its transaction. */
final class ServerTransaction {

    private final boolean utf8;
    private final List<EmailAddress> accepted = new ArrayList<>();
    private int undecided;
    private boolean recipientSeen;

    ServerTransaction(boolean utf8) {
        this.utf8 = utf8;
    }

    /** Whether MAIL had the parameter SMTPUTF8. */
    boolean utf8() {
        return utf8;
    }

    void recipientSeen() {
        recipientSeen = true;
    }

    boolean hasSeenRecipient() {
        return recipientSeen;
    }

    void asked() {
        undecided++;
    }

    void decided(EmailAddress recipient, SmtpReply reply) {
        undecided--;
        if (reply.isPositive()) {
            accepted.add(recipient);
        }
    }

    /** Recipients that are accepted or still may be. */
    int size() {
        return accepted.size() + undecided;
    }

    List<EmailAddress> accepted() {
        return List.copyOf(accepted);
    }
}
