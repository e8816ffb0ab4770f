package org.dslab.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.smtp.ClientTls;
import org.dslab.engine.smtp.OutgoingMessage;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpClientListener;
import org.dslab.engine.smtp.SmtpClientSession;
import org.dslab.engine.smtp.SmtpTimeLimits;
import org.dslab.engine.time.Timers;

/**
 * A client session and its owner, who checks what he is told: outcomes for all recipients once, nothing delivered that
 * was not sent whole, no line end but CRLF, and no more waiting to be sent than agreed.
 */
final class FuzzedClient implements SmtpClientListener {

    /** Low water, one piece with every octet stuffed, and a hundred commands at once. */
    private static final long MOST_UNSENT = 64 * 1024 + 2 * 64 * 1024 + 100 * 2048;

    final Timers timers = new Timers();
    final FuzzedConnection connection = new FuzzedConnection(this::sent);
    final SmtpClientSession session;

    private final StringBuilder said = new StringBuilder();
    private Optional<Transaction> transaction = Optional.empty();
    private Optional<Long> wanted = Optional.empty();
    private boolean isReady;
    private boolean hasEnded;

    /** A message on its way. */
    private record Transaction(OutgoingMessage message, String body) {}

    FuzzedClient(ClientTls.Use tls) {
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        session = new SmtpClientSession(
                SmtpTimeLimits.rfc5321(),
                "client.test",
                new ClientTls(tls, new HostPort("mx.test", 25)),
                connection,
                timers,
                this);
    }

    boolean isReady() {
        return isReady;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean isTransacting() {
        return transaction.isPresent();
    }

    /** Of the transaction that is open. */
    int recipients() {
        return transaction.map(open -> open.message().recipients().size()).orElse(0);
    }

    void transact(OutgoingMessage message, String body) {
        isReady = false;
        said.setLength(0);
        transaction = Optional.of(new Transaction(message, body));
        session.transact(message);
    }

    /** The store gives the next piece, of at most so many octets. */
    void givePiece(int most) {
        if (wanted.isPresent() && transaction.isPresent()) {
            String body = transaction.get().body();
            int from = Math.toIntExact(wanted.get());
            int to = Math.min(body.length(), from + Math.max(1, most));
            wanted = Optional.empty();
            session.body(Octets.latin1(body.substring(from, to)), to == body.length());
        }
    }

    /** The store gives more than it said it would, or nothing: that is not sent as if it were the message. */
    void giveWrongPiece(boolean last) {
        if (wanted.isPresent() && transaction.isPresent()) {
            String rest = transaction.get().body().substring(Math.toIntExact(wanted.get()));
            wanted = Optional.empty();
            session.body(last ? Octets.latin1(rest + "x") : Octets.EMPTY, last);
            if (!hasEnded) {
                throw new AssertionError("another body was taken");
            }
        }
    }

    void quit() {
        isReady = false;
        session.quit();
    }

    void pass(Duration time) {
        timers.moveTo(timers.now().plus(time));
        timers.runDue();
    }

    void takeFromNetwork(long most) {
        long taken = connection.take(most);
        if (taken > 0) {
            session.sent(taken);
        }
    }

    private void sent(Octets octets) {
        said.append(octets.latin1());
        if (connection.unsent() > MOST_UNSENT) {
            throw new AssertionError(connection.unsent() + " octets wait to be sent");
        }
    }

    @Override
    public void ready() {
        mustNotHaveEnded("ready");
        if (isTransacting()) {
            throw new AssertionError("ready within a transaction");
        }
        isReady = true;
    }

    @Override
    public void bodyWanted(long offset, int length) {
        mustNotHaveEnded("a piece wanted");
        if (!isTransacting() || wanted.isPresent() || length <= 0 || length > 64 * 1024) {
            throw new AssertionError("a piece of " + length + " octets is wanted");
        }
        wanted = Optional.of(offset);
    }

    @Override
    public void finished(List<RecipientOutcome> outcomes) {
        mustNotHaveEnded("finished");
        Transaction done = transaction.orElseThrow(() -> new AssertionError("finished, and nothing had begun"));
        transaction = Optional.empty();
        wanted = Optional.empty();
        if (outcomes.size() != done.message().recipients().size()) {
            throw new AssertionError("not an outcome for each recipient: " + outcomes);
        }
        String stuffed = DotStuffing.of(done.message().head().latin1() + done.body());
        if (outcomes.stream().anyMatch(RecipientOutcome.Delivered.class::isInstance)
                && !said.toString().endsWith("DATA\r\n" + stuffed + ".\r\n")) {
            throw new AssertionError("delivered, but this was sent: " + said);
        }
        checkLines();
    }

    @Override
    public void tlsFailed(String status) {
        mustNotHaveEnded("no TLS");
    }

    @Override
    public void ended(String cause) {
        mustNotHaveEnded("ended");
        if (isTransacting()) {
            throw new AssertionError("ended without outcomes: " + cause);
        }
        hasEnded = true;
        isReady = false;
        checkLines();
    }

    /** A stray line end could be read as the end of a command or of the message. */
    void checkLines() {
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            boolean isStray = c == '\r'
                    ? i + 1 < said.length() ? said.charAt(i + 1) != '\n' : !connection.isOver()
                    : c == '\n' && (i == 0 || said.charAt(i - 1) != '\r');
            if (isStray) {
                throw new AssertionError("a bare CR or LF was sent: " + said);
            }
        }
    }

    private void mustNotHaveEnded(String what) {
        if (hasEnded) {
            throw new AssertionError(what + " after the end");
        }
    }
}
