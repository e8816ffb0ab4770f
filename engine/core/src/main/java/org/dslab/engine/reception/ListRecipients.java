package org.dslab.engine.reception;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.MailingList;

/**
 * Who may post to the lists of this site, as far as that can be told at RCPT (DS-80 to DS-84). What another site sends as
 * its copy of a post comes from the list's own address; whether it has the mark of one shows in its header only. So it is
 * taken on trial, as the only recipient of its transaction, and refused at the final dot if it has none.
 */
final class ListRecipients {

    /** What the mark of a copy is to one message. */
    enum Marks {
        /** From a client that cannot be believed; it is taken out of the message. */
        DO_NOT_COUNT,
        /** The client is trusted and a sharing host (DS-81). */
        COUNT,
        /** And the message was only accepted as a copy. */
        ARE_NEEDED
    }

    private static final SmtpReply ACCEPTED = new SmtpReply(250, "2.1.5", "recipient ok");
    private static final SmtpReply NULL_SENDER =
            new SmtpReply(550, "5.7.1", "a list takes no posts from the null sender");
    private static final SmtpReply ONE_AT_A_TIME =
            new SmtpReply(452, "4.5.3", "the copy of a list post must be sent in a transaction of its own");

    /** DS-82. */
    static final SmtpReply NOT_A_MEMBER = new SmtpReply(550, "5.7.2", "sender is not a member of the list");

    private final ReceptionParts parts;
    private final boolean isBelieved;
    private Optional<EmailAddress> sender = Optional.empty();
    private int recipients;
    private boolean isOnTrial;

    ListRecipients(ReceptionParts parts, String clientAddress) {
        this.parts = parts;
        isBelieved = parts.isTrusted(clientAddress) && parts.isSharingHost(clientAddress);
    }

    /** A transaction begins; the null sender is empty. */
    void begin(Optional<EmailAddress> from) {
        sender = from;
        recipients = 0;
        isOnTrial = false;
    }

    /** The reply to a recipient, which every one goes through; empty unless a list decides it. */
    Optional<SmtpReply> decide(EmailAddress recipient) {
        recipients++;
        if (isOnTrial) {
            return Optional.of(ONE_AT_A_TIME);
        }
        // An alias may lead to a list.
        EmailAddress meant = parts.router().forwardedTo(recipient).orElse(recipient);
        return parts.lists()
                .find(meant)
                .map(this::decide)
                .or(() -> parts.lists().ownerOfBounces(meant).map(owner -> ACCEPTED));
    }

    private SmtpReply decide(MailingList list) {
        if (sender.isEmpty()) {
            return NULL_SENDER;
        }
        if (parts.lists().isMember(list, sender.get())) {
            return ACCEPTED;
        }
        if (!isBelieved || !parts.lists().isFromTheList(list, sender.get())) {
            return NOT_A_MEMBER;
        }
        if (recipients > 1) {
            return ONE_AT_A_TIME;
        }
        isOnTrial = true;
        return ACCEPTED;
    }

    /** What a mark is to the message that comes now. */
    Marks marks() {
        return isOnTrial ? Marks.ARE_NEEDED : isBelieved ? Marks.COUNT : Marks.DO_NOT_COUNT;
    }
}
