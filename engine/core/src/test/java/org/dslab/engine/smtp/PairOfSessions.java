package org.dslab.engine.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.time.Timers;

/**
 * A client session and a server session on one connection, with a network, a site and a spool that take their time: what
 * comes next, and how much of it, is drawn at random. Recipients that begin with {@code no} are refused.
 */
final class PairOfSessions implements SmtpClientListener {

    private static final SmtpReply NO = new SmtpReply(550, "5.1.1", "No");

    final Timers timers = new Timers();
    final ScriptedPolicy policy = new ScriptedPolicy();
    final List<Boolean> outcomes = new ArrayList<>();
    final List<Boolean> expectedOutcomes = new ArrayList<>();
    final List<String> expectedMessages = new ArrayList<>();
    String end = "";

    private final SplittableRandom random;
    private final List<Octets> bodies;
    private final Wire toServer = new Wire();
    private final Wire toClient = new Wire();
    private final SmtpClientSession client;
    private final SmtpServerSession server;
    private final List<Runnable> due = new ArrayList<>();
    private int current = -1;

    PairOfSessions(SplittableRandom random, List<Octets> bodies) {
        this.random = random;
        this.bodies = bodies;
        SmtpSettings settings = new SmtpSettings(1 << 20, 100, 100, 1000, Duration.ofMinutes(5), 10);
        server = new SmtpServerSession(
                settings, "mx.example.com", new Endpoint("192.0.2.1", 40000), toClient, policy, timers);
        client = new SmtpClientSession(SmtpTimeLimits.rfc5321(), "client.test", toServer, timers, this);
        for (int i = 0; i < 5; i++) {
            policy.deferred.add("r" + i + "@example.com");
            policy.deferred.add("no" + i + "@example.com");
        }
        policy.deferred.add("eve@elsewhere.test");
        policy.deferred.add("message");
    }

    void run() {
        client.opened();
        server.open();
        while (step()) {
            if (end.isEmpty() && due.isEmpty() && policy.open.isEmpty() && toServer.isQuiet() && toClient.isQuiet()) {
                throw new AssertionError("stuck at message " + current);
            }
        }
        client.closed(CloseCause.FINISHED);
        server.closed();
    }

    private boolean step() {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (!due.isEmpty()) {
                    due.removeFirst().run();
                }
            }
            case 1 -> {
                if (!policy.open.isEmpty()) {
                    List<String> undecided = List.copyOf(policy.open.keySet());
                    String next = undecided.get(random.nextInt(undecided.size()));
                    policy.decide(next, next.startsWith("no") ? NO : ScriptedPolicy.OK);
                }
            }
            case 2 -> {
                if (toClient.reading) {
                    Octets piece = toServer.take(random);
                    if (!piece.isEmpty()) {
                        client.sent(piece.length());
                        server.receive(piece);
                    }
                }
            }
            default -> {
                Octets piece = toClient.take(random);
                if (!piece.isEmpty()) {
                    server.sent(piece.length());
                    client.receive(piece);
                }
            }
        }
        return !(toClient.finished && toServer.finished);
    }

    @Override
    public void ready() {
        current++;
        due.add(() -> {
            if (current == bodies.size()) {
                client.quit();
                return;
            }
            List<EmailAddress> recipients = new ArrayList<>();
            boolean taken = false;
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                boolean no = random.nextInt(3) == 0;
                recipients.add(EmailAddress.of((no ? "no" : "r") + i + "@example.com"));
                expectedOutcomes.add(!no);
                taken |= !no;
            }
            Octets body = bodies.get(current);
            if (taken) {
                String sent = "Received: x\r\n" + body.latin1();
                expectedMessages.add(sent.endsWith("\r\n") ? sent : sent + "\r\n");
            }
            client.transact(new OutgoingMessage(
                    "eve@elsewhere.test", recipients, Octets.latin1("Received: x\r\n"), body.length(), false, false));
        });
    }

    @Override
    public void bodyWanted(long offset, int length) {
        due.add(() -> {
            Octets body = bodies.get(current);
            int to = (int) Math.min(body.length(), offset + random.nextInt(1, length + 1));
            client.body(body.slice((int) offset, to), to == body.length());
        });
    }

    @Override
    public void finished(List<RecipientOutcome> result) {
        result.forEach(outcome -> outcomes.add(outcome instanceof RecipientOutcome.Delivered));
    }

    @Override
    public void ended(String cause) {
        end = cause;
    }

    /** What one side sends, and whether that side reads. */
    private static final class Wire implements Connection {

        private Octets underWay = Octets.EMPTY;
        private boolean finished;
        private boolean reading = true;

        @Override
        public void send(Octets octets) {
            underWay = underWay.concat(octets);
        }

        @Override
        public void reading(boolean on) {
            reading = on;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void abort() {
            throw new AssertionError("aborted");
        }

        boolean isQuiet() {
            return underWay.isEmpty();
        }

        Octets take(SplittableRandom random) {
            int length = Math.min(underWay.length(), random.nextInt(1, 1 << random.nextInt(1, 17)));
            Octets piece = underWay.slice(0, length);
            underWay = underWay.slice(length, underWay.length());
            return piece;
        }
    }
}
