package org.dslab.engine.smtp;

import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;

/** What an SMTP server session does not decide itself: its owner, the site, does. One policy object per session. */
public interface SmtpServerPolicy {

    /** A well-formed MAIL; a positive reply opens the transaction. */
    void sender(MailCommand mail, Decision decision);

    /**
     * A well-formed RCPT within a transaction and its limits. Several may be undecided at once (DS-11); the session puts
     * the replies into command order. {@code postmaster} without a domain arrives as {@code postmaster@} and the hostname.
     */
    void recipient(EmailAddress recipient, Decision decision);

    /**
     * DATA is about to be answered 354.
     *
     * @param helo what the client called itself
     * @param extended whether it said EHLO
     * @param recipients those that were accepted, in the order of their commands, repetitions included
     */
    void bodyBegins(String helo, boolean extended, List<EmailAddress> recipients);

    /** The next octets of the message, dot-stuffing removed, line ends CRLF. */
    void body(Octets octets);

    /**
     * The final dot came. The decision's reply is the reply to the message. Only called for a message within the size
     * limit and free of bare CR or LF; otherwise the session calls {@link #bodyAbandoned} and answers itself.
     */
    void bodyEnds(Decision decision);

    /** The message that began will not come to its end, or was refused by the session. */
    void bodyAbandoned();

    /**
     * The transaction is over, by its end, RSET, a new EHLO, or the end of the connection: cancel what it waits for.
     * Called once for each {@link #sender}, also when that was refused.
     */
    void transactionEnds();

    /** The client and this side have a TLS session. */
    default void secured(TlsSession session) {}

    /**
     * A client says who it is, within TLS. 235 makes it authenticated; 421 ends the session. Only called where
     * {@code SmtpSecurity.auth} says that AUTH is offered.
     */
    default void authenticate(Credentials credentials, Decision decision) {
        decision.reply(Replies.AUTH_FAILED);
    }

    /** Octets that are kept in memory of the message that is coming in. */
    default long octetsKept() {
        return 0;
    }

    /** A reply to MAIL, RCPT or VRFY that the session gave without asking, for the record. */
    void refusedByProtocol(String command, String argument, SmtpReply reply);
}
