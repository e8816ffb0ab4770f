package org.dslab.engine.effects;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.smtp.SmtpServerSession;

/**
 * A connection that a mail client has opened: whatever happens on it is the session's affair.
 *
 * @param over is told once when the connection is gone
 */
public record ServerConversation(SmtpServerSession session, Runnable over) implements ConnectionUser {

    @Override
    public void secured(TlsSession tls) {
        session.secured(tls);
    }

    @Override
    public void received(Octets octets) {
        session.receive(octets);
    }

    @Override
    public void sent(long octets) {
        session.sent(octets);
    }

    @Override
    public void endOfInput() {
        session.endOfInput();
    }

    @Override
    public void closed(CloseCause cause) {
        over.run();
        session.closed();
    }
}
