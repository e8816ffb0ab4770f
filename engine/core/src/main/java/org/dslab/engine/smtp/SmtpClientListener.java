package org.dslab.engine.smtp;

import java.util.List;

/** What a client session tells its owner. */
public interface SmtpClientListener {

    /** Greeted and ready for a transaction: {@code SmtpClientSession.transact} or {@code quit} may be called. */
    void ready();

    /** Send the next piece: answer with {@code SmtpClientSession.body}. */
    void bodyWanted(long offset, int length);

    /** The transaction is over; one outcome per recipient in order. {@link #ready} follows if the session can go on. */
    void finished(List<RecipientOutcome> outcomes);

    /**
     * The session will end because there is no TLS: none is offered where it is required, or the handshake failed. {@link
     * #ended} follows.
     *
     * @param status an enhanced status code
     */
    default void tlsFailed(String status) {}

    /** The session cannot go on and has closed its connection; called once, after {@link #finished} if one was due. */
    void ended(String cause);
}
