package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.dslab.engine.minger.MingerServerSession;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.time.Timers;

/** Questions over TCP, a line each: the answers do not depend on the pieces in which the lines arrive. */
final class MingerLines {

    private static final int MOST_SAID = 100_000;

    private final FuzzedDataProvider data;

    MingerLines(FuzzedDataProvider data) {
        this.data = data;
    }

    void areAnsweredHoweverTheyAreCut() {
        StringBuilder said = new StringBuilder();
        for (int left = data.consumeInt(1, 10); left > 0 && said.length() < MOST_SAID; left--) {
            said.append((MingerWords.text(data) + (data.consumeBoolean() ? "\r\n" : "\n"))
                    .repeat(data.consumeInt(0, 30) == 30 ? 100 : 1));
        }
        if (data.consumeBoolean()) {
            said.append(MingerWords.text(data));
        }
        String whole = answers(said.toString(), left -> Math.min(left, 60_000));
        String cut = answers(
                said.toString(),
                left -> data.remainingBytes() > 0 ? Math.min(left, data.consumeInt(1, 40)) : 1 + left / 2);
        if (!whole.equals(cut)) {
            throw new AssertionError(said + "\nwhole: " + whole + "\nin pieces: " + cut);
        }
        long lines = said.chars().filter(c -> c == '\n').count();
        if (whole.chars().filter(c -> c == '\n').count() > lines) {
            throw new AssertionError(said + " got more answers than it has lines: " + whole);
        }
    }

    private static String answers(String said, IntUnaryOperator pieces) {
        StringBuilder answers = new StringBuilder();
        Timers timers = new Timers();
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        FuzzedConnection connection = new FuzzedConnection(octets -> answers.append(octets.latin1()));
        MingerServerSession session = new MingerServerSession(
                MingerSettings.defaults(),
                MingerWords.responder(Optional.empty()),
                MingerWords.CLIENT,
                connection,
                timers,
                answered -> {});
        session.open();
        for (int at = 0; at < said.length() && !connection.isOver(); ) {
            int end = at + pieces.applyAsInt(said.length() - at);
            session.receive(Octets.latin1(said.substring(at, end)));
            at = end;
            long taken = connection.take(Long.MAX_VALUE);
            session.sent(taken);
            if (!connection.isOver() && !connection.canReceive()) {
                throw new AssertionError("it reads no more, though everything was sent");
            }
        }
        boolean isOver = connection.isOver();
        session.closed();
        if (timers.next().isPresent()) {
            throw new AssertionError("a timer outlives its session");
        }
        return answers + (isOver ? "(over)" : "");
    }
}
