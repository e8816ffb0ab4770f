package org.dslab.engine.effects;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.smtp.Connection;

/** A connection of a client too many: nothing that happens on it matters. */
public record NotServed(Connection connection) implements ConnectionUser {

    @Override
    public void received(Octets octets) {}

    @Override
    public void endOfInput() {}

    @Override
    public void closed(CloseCause cause) {}
}
