package org.dslab.engine.smtp;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSide;

/** A connection that keeps everything said on it. */
final class RecordingConnection implements Connection {

    final List<String> calls = new ArrayList<>();
    private Octets output = Octets.EMPTY;
    private int seen;
    boolean reading = true;

    @Override
    public void send(Octets octets) {
        assertLive();
        output = output.concat(octets);
        calls.add("send");
    }

    @Override
    public void reading(boolean on) {
        assertLive();
        reading = on;
        calls.add("reading " + on);
    }

    @Override
    public void secure(TlsSide side) {
        assertLive();
        calls.add("secure " + side.getClass().getSimpleName());
    }

    @Override
    public void finish() {
        assertLive();
        calls.add("finish");
    }

    @Override
    public void abort() {
        calls.add("abort");
    }

    private void assertLive() {
        if (isOver()) {
            throw new AssertionError("used after its end: " + calls);
        }
    }

    boolean isOver() {
        return calls.contains("finish") || calls.contains("abort");
    }

    /** Everything that was ever sent. */
    String all() {
        return output.latin1();
    }

    /** What was sent since the last call of this method. */
    String fresh() {
        String fresh = output.slice(seen, output.length()).latin1();
        seen = output.length();
        return fresh;
    }

    int length() {
        return output.length();
    }
}
