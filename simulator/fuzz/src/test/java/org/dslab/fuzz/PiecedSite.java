package org.dslab.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.Site;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;

/** A site that gets one message in pieces, with a store that reads in pieces, and everything that comes of it. */
final class PiecedSite {

    private static final SiteSettings SETTINGS = settings();
    private static final int MOST_WAKES = 300;
    private static final long CLIENT = -1;

    private final Site site = new Site(SETTINGS);
    private final MemorySpool spool = new MemorySpool();
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final TreeMap<Long, NextHop> hops = new TreeMap<>();
    private final IntUnaryOperator pieces;
    private final TreeMap<Long, StringBuilder> sent = new TreeMap<>();
    private final StringBuilder happened = new StringBuilder();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * The message arrives, and what is due within two hours happens.
     *
     * @param pieces the length of the next piece, at most the given one and at least 1
     */
    PiecedSite(FuzzedMessage message, IntUnaryOperator pieces) {
        this.pieces = pieces;
        feed(new Input.Started(SpoolState.EMPTY, 1));
        feed(new Input.Accepted(CLIENT, Service.SMTP, new Endpoint(message.client(), 40_000)));
        say("EHLO client.example\r\n");
        message.envelope().forEach(this::say);
        say("DATA\r\n");
        String text = message.text() + ".\r\n";
        for (int at = 0; at < text.length(); ) {
            int end = at + pieces.applyAsInt(text.length() - at);
            say(text.substring(at, end));
            at = end;
        }
        Instant end = now.plus(Duration.ofHours(2));
        for (int wakes = 0; wakes < MOST_WAKES; wakes++) {
            Optional<Instant> wake = site.nextWake().filter(due -> !due.isAfter(end));
            if (wake.isEmpty()) {
                return;
            }
            now = wake.get().isAfter(now) ? wake.get() : now;
            feed(new Input.Wake());
        }
    }

    /** Records, what was stored and filed, in order; and what was said on each connection. */
    String happened() {
        return happened + "\n" + sent;
    }

    private static SiteSettings settings() {
        return WrittenSettings.of("""
                        site: tokyo
                        hostname: mx.tokyo.example.com
                        domains: [example.com]
                        mailboxes: none
                        accounts: [akira]
                        lists: [{ name: all, members: [akira@example.com], owner: akira }]
                        smart-host: 192.0.2.90
                        trusted: [192.0.2.9, 192.0.2.20]
                        smtp: { max-message-size: 64KiB }
                        sharing: { hosts: [{ host: 192.0.2.20, site: osaka }] }
                        """);
    }

    private void say(String text) {
        feed(new Input.Received(CLIENT, Octets.latin1(text)));
    }

    private void feed(Input first) {
        inputs.add(first);
        while (!inputs.isEmpty()) {
            site.handle(now, inputs.remove()).forEach(this::carryOut);
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Open open -> {
                hops.put(open.connection(), new NextHop());
                inputs.add(new Input.Opened(open.connection()));
                inputs.add(new Input.Received(open.connection(), Octets.latin1("220 mx.test\r\n")));
            }
            case Effect.Send send -> {
                inputs.add(new Input.Sent(send.connection(), send.octets().length()));
                String said = send.octets().latin1();
                sent.computeIfAbsent(send.connection(), id -> new StringBuilder())
                        .append(said);
                NextHop hop = hops.get(send.connection());
                if (hop != null) {
                    hop.replies(said)
                            .forEach(reply ->
                                    inputs.add(new Input.Received(send.connection(), Octets.latin1(reply + "\r\n"))));
                }
            }
            case Effect.Datagram asked ->
                inputs.add(new Input.DatagramReceived(
                        asked.socket(),
                        new Endpoint("192.0.2.20", 4069),
                        asked.octets().concat(Octets.latin1(" 5"))));
            case Effect.AppendBody append -> spool.appendBody(append.body(), append.octets());
            case Effect.ReadBody read -> {
                Octets all = spool.readBody(read.body(), read.offset(), read.length());
                Octets piece = all.isEmpty() ? all : all.slice(0, pieces.applyAsInt(all.length()));
                boolean isLast = read.offset() + piece.length() >= spool.bodySize(read.body());
                inputs.add(new Input.BodyRead(read.body(), read.offset(), piece, isLast));
            }
            case Effect.DropBody drop -> spool.dropBody(drop.body());
            case Effect.Commit commit -> {
                commit.changes().forEach(this::note);
                spool.commit(commit.changes());
                inputs.add(new Input.Committed(commit.commit()));
            }
            case Effect.File file -> {
                happened.append("filed for ").append(file.mailbox()).append(": ");
                happened.append(file.head().latin1());
                note(file.body());
                inputs.add(new Input.Filed(file.filing()));
            }
            case Effect.Recorded recorded -> happened.append(recorded).append('\n');
            default -> {
                // The rest needs no answer here, and may depend on the pieces.
            }
        }
    }

    private void note(Change change) {
        happened.append(change).append('\n');
        if (change instanceof Change.MessageStored(StoredMessage message)) {
            happened.append(message.head().latin1());
            note(message.body());
        }
    }

    private void note(long body) {
        long size = spool.bodySize(body);
        int at = 0;
        while (at < size) {
            Octets piece = spool.readBody(body, at, Math.toIntExact(size - at));
            happened.append(piece.latin1());
            at += piece.length();
        }
        happened.append('\n');
    }
}
