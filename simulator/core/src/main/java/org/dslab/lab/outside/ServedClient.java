package org.dslab.lab.outside;

import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.smtp.SmtpServerSession;

/** A connection that somebody opened to the outside. */
final class ServedClient implements ConnectionUser {

    private final SmtpServerSession session;

    ServedClient(
            SmtpSettings settings,
            OutsideParts parts,
            Endpoint client,
            Connection connection,
            OutsideReception reception) {
        session = new SmtpServerSession(settings, parts.hostname(), client, connection, reception, parts.timers());
    }

    void open() {
        session.open();
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
        session.closed();
    }
}
