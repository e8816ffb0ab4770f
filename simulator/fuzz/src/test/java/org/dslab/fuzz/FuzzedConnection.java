package org.dslab.fuzz;

import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSide;
import org.dslab.engine.smtp.Connection;

/** One connection of one session: it tells what is sent, and finds fault with a session that uses it against its rules. */
final class FuzzedConnection implements Connection {

    private final Consumer<Octets> sent;
    private long unsent;
    private long kept;
    private boolean isReading = true;
    private boolean isHandshaking;
    private boolean isOver;

    FuzzedConnection(Consumer<Octets> sent) {
        this.sent = sent;
    }

    @Override
    public void send(Octets octets) {
        mustBeUsable("send");
        if (isHandshaking) {
            throw new AssertionError("sent in the clear after the handshake began: " + octets);
        }
        unsent += octets.length();
        sent.accept(octets);
    }

    @Override
    public void reading(boolean on) {
        mustBeUsable("reading");
        isReading = on;
    }

    @Override
    public void secure(TlsSide side) {
        mustBeUsable("secure");
        isHandshaking = true;
    }

    @Override
    public void keeps(long octets) {
        kept = octets;
    }

    @Override
    public void finish() {
        mustBeUsable("finish");
        isOver = true;
    }

    @Override
    public void abort() {
        isOver = true;
    }

    private void mustBeUsable(String use) {
        if (isOver) {
            throw new AssertionError(use + " on a connection that is over");
        }
    }

    boolean isHandshaking() {
        return isHandshaking;
    }

    void handshakeEnds() {
        isHandshaking = false;
    }

    boolean isOver() {
        return isOver;
    }

    /** Octets can arrive: not over, not within a handshake, and reading. */
    boolean canReceive() {
        return !isOver && !isHandshaking && isReading;
    }

    long unsent() {
        return unsent;
    }

    /** The network takes at most so many octets; returns how many. */
    long take(long most) {
        long taken = Math.min(most, unsent);
        unsent -= taken;
        return taken;
    }

    /** Octets of what arrived that the session says it keeps. */
    long kept() {
        return kept;
    }
}
