package org.dslab.engine.effects;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.smtp.SmtpClientSession;

/** A connection that this machine has opened to a mail server: whatever happens on it is the session's affair. */
public record ClientConversation(SmtpClientSession session) implements ConnectionUser {

    @Override
    public void opened() {
        session.opened();
    }

    @Override
    public void secured(TlsSession tls) {
        session.secured();
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
        session.closed(cause);
    }
}
