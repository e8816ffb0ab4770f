package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerSession;
import org.dslab.engine.time.Timers;

/** Turns the fuzzer's octets into a client, a network and a site's decisions for one server session. */
final class ServerConversation {

    private static final int MOST_STEPS = 300;
    private static final int MOST_SAID = 300_000;
    private static final int MOST_RECIPIENTS = 3;
    private static final int LARGEST_MESSAGE = 3000;

    /** Input over 4096 octets stops the reading. */
    private static final int MOST_WAITING = 4096;

    private static final long MOST_UNSENT = 64 * 1024 + 4096;

    private static final List<SmtpReply> DECISIONS = List.of(
            new SmtpReply(250, "2.0.0", "OK"),
            new SmtpReply(250, "2.0.0", "fine"),
            new SmtpReply(451, "4.3.0", "later"),
            new SmtpReply(550, "5.1.1", "no \u20ac\r\n"),
            new SmtpReply(421, "4.3.2", "closing"));

    private final FuzzedDataProvider data;
    private final Timers timers = new Timers();
    private final ReplyStream replies = new ReplyStream();
    private final FuzzedConnection connection = new FuzzedConnection(octets -> replies.add(octets.latin1()));
    private final FuzzedPolicy policy;
    private final SmtpServerSession session;
    private final StringBuilder said = new StringBuilder();
    private boolean hasEnded;
    private boolean isClosed;

    ServerConversation(FuzzedDataProvider data) {
        this.data = data;
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        policy = new FuzzedPolicy(this::decideAtOnce, LARGEST_MESSAGE, MOST_RECIPIENTS);
        SmtpSettings settings = new SmtpSettings(
                        LARGEST_MESSAGE, MOST_RECIPIENTS, 100, data.consumeInt(1, 50), Duration.ofMinutes(5), 10)
                .with(SmtpLimits.defaults(), new SmtpSecurity(data.consumeBoolean(), data.consumeBoolean()));
        session =
                new SmtpServerSession(settings, "mx.test", new Endpoint("192.0.2.1", 5000), connection, policy, timers);
    }

    private List<SmtpReply> decideAtOnce() {
        return data.consumeInt(0, 3) == 3
                ? List.of()
                : List.of(DECISIONS.get(Math.max(0, data.consumeInt(-9, DECISIONS.size() - 1))));
    }

    void run() {
        session.open();
        for (int step = 0; step < MOST_STEPS && data.remainingBytes() > 0 && !isClosed; step++) {
            step(data.consumeInt(0, 15));
            check();
        }
        settle();
        checkReplies();
        if (!isClosed) {
            session.closed();
        }
        policy.mustBeAtRest();
        if (timers.next().isPresent()) {
            throw new AssertionError("a timer outlives its session");
        }
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2, 3, 4 -> say(data.pickValue(Words.OF_CLIENTS));
            case 5 -> letter();
            case 6 -> say(data.consumeBytes(300));
            case 7 -> say(data.pickValue(List.of("\r", "\n", "\r\n", ".", "x")));
            case 8 -> say(data.pickValue(Words.OF_CLIENTS).repeat(data.consumeInt(1, 300)));
            case 9 -> say("x".repeat(data.consumeInt(1, 3000)));
            case 10 -> network(data.consumeInt(1, 1 << 20));
            case 11 -> decide();
            case 12 -> secured();
            case 13 -> pass(Duration.ofSeconds(data.consumeInt(0, 400)));
            case 14 -> end();
            default -> {
                if (data.consumeInt(0, 9) == 0) {
                    isClosed = true;
                    session.closed();
                }
            }
        }
    }

    /** A whole message, pipelined or step by step. */
    private void letter() {
        say("EHLO client.example\r\n");
        say("MAIL FROM:<eve@elsewhere.test>\r\n");
        say("RCPT TO:<akira@example.com>\r\n".repeat(data.consumeInt(1, 4)));
        while (data.consumeBoolean()) {
            decide();
        }
        say("DATA\r\n");
        for (int parts = data.consumeInt(0, 4); parts > 0; parts--) {
            if (data.consumeBoolean()) {
                say(data.consumeBytes(60));
            } else {
                say(data.pickValue(Words.OF_MESSAGES).repeat(data.consumeInt(1, 300)));
            }
        }
        say("\r\n.\r\n");
    }

    private void say(String text) {
        say(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** In one piece or in several. */
    private void say(byte[] octets) {
        int longest = data.consumeBoolean() ? octets.length : data.consumeInt(1, 40);
        for (int at = 0; at < octets.length; at += longest) {
            Octets piece = Octets.copyOf(octets, at, Math.min(longest, octets.length - at));
            if (!connection.canReceive() || hasEnded || isClosed || said.length() > MOST_SAID) {
                return;
            }
            said.append(piece.latin1());
            session.receive(piece);
            if (connection.kept() > MOST_WAITING + piece.length()) {
                throw new AssertionError("keeps " + connection.kept() + " octets");
            }
        }
    }

    private void network(long octets) {
        long taken = connection.take(octets);
        if (taken > 0) {
            session.sent(taken);
        }
    }

    private void decide() {
        if (!policy.postponed().isEmpty()) {
            policy.postponed()
                    .remove(data.consumeInt(0, policy.postponed().size() - 1))
                    .reply(data.pickValue(DECISIONS));
        }
    }

    private void secured() {
        if (connection.isHandshaking() && !connection.isOver()) {
            connection.handshakeEnds();
            session.secured(new TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
        }
    }

    private void pass(Duration time) {
        timers.moveTo(timers.now().plus(time));
        timers.runDue();
    }

    private void end() {
        if (data.consumeBoolean()) {
            session.end();
        } else if (!hasEnded && !connection.isHandshaking()) {
            hasEnded = true;
            session.endOfInput();
        }
    }

    /** Everything that is open is decided, and the network takes everything. */
    private void settle() {
        long before = -1;
        while (!isClosed && before != replies.codes().size()) {
            before = replies.codes().size();
            network(Long.MAX_VALUE);
            while (!policy.postponed().isEmpty()) {
                policy.postponed().removeFirst().reply(DECISIONS.getFirst());
            }
        }
        check();
    }

    private void check() {
        if (connection.unsent() > MOST_UNSENT) {
            throw new AssertionError(connection.unsent() + " octets wait to be sent");
        }
    }

    private void checkReplies() {
        SaidToServer heard = new SaidToServer(said.toString(), replies.codes());
        int others = replies.codes().size() - heard.answered();
        // A session that is over may have said 421 besides.
        int most = (heard.endsInPoorLine() ? 1 : 0) + (connection.isOver() ? 1 : 0);
        if (others > most) {
            throw new AssertionError(others + " replies to nothing: " + replies.codes() + " to " + said);
        }
        boolean isWaiting = isClosed || connection.isOver() || connection.isHandshaking();
        if (heard.isUnanswered() && !isWaiting) {
            throw new AssertionError("no reply: " + replies.codes() + " to " + said);
        }
        int next = 0;
        for (String message : policy.messages()) {
            while (next < heard.messages().size()
                    && !message.equals(DotStuffing.removedFrom(heard.messages().get(next)))) {
                next++;
            }
            if (next++ == heard.messages().size() && !isWaiting) {
                throw new AssertionError("nobody sent this message: " + message);
            }
        }
    }
}
