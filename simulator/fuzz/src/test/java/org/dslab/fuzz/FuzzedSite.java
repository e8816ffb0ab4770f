package org.dslab.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.Site;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;

/**
 * A site whose clients, peers and store do whatever the fuzzer wants, within what a driver may do. Any exception of the
 * site, any reply that is no reply and any growth beyond the limits is a finding.
 */
final class FuzzedSite {

    private static final int MOST_EFFECTS = 20_000;
    private static final long MOST_UNSENT = 1 << 20;

    /** In one conversation: retries to dead hosts over days are many, and each like the others. */
    private static final int MOST_WAKES = 5_000;

    private static final int MOST_WAKES_AT_ONCE = 500;

    private final MemorySpool spool = new MemorySpool();
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final TreeMap<Long, Peer> peers = new TreeMap<>();
    private final TreeMap<Long, Effect.Datagram> questions = new TreeMap<>();
    private final SiteSettings settings;
    private Site site;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Optional<CommitFailure> storeFailure = Optional.empty();
    private long lastAccepted;
    private int starts;
    private int wakes;

    /** The far end of a connection. */
    private static final class Peer {

        private final boolean isAccepted;
        private final Service service;
        private final ReplyStream replies = new ReplyStream();
        private boolean isReading = true;
        private boolean isOpen;
        private boolean hasEnded;
        private boolean isFinishing;
        private long unsent;

        Peer(boolean isAccepted, Service service) {
            this.isAccepted = isAccepted;
            this.service = service;
            this.isOpen = isAccepted;
        }
    }

    FuzzedSite(SiteSettings settings) {
        this.settings = settings;
        this.site = new Site(settings);
        feed(new Input.Started(SpoolState.EMPTY, 1));
    }

    /** Killed and started again with what is durable. */
    void restart() {
        inputs.clear();
        peers.clear();
        questions.clear();
        spool.dropOrphans();
        site = new Site(settings);
        feed(new Input.Started(spool.state(), 2 + starts++));
    }

    void accept(Service service, String client) {
        if (peers.size() < 50) {
            long id = --lastAccepted;
            peers.put(id, new Peer(true, service));
            feed(new Input.Accepted(id, service, new Endpoint(client, 40_000)));
        }
    }

    /** The connections that exist, in the order of their ids. */
    List<Long> connections() {
        return new ArrayList<>(peers.keySet());
    }

    boolean isAccepted(long id) {
        Peer peer = peers.get(id);
        return peer != null && peer.isAccepted;
    }

    void open(long id) {
        Peer peer = peers.get(id);
        if (peer != null && !peer.isOpen && !peer.hasEnded) {
            peer.isOpen = true;
            feed(new Input.Opened(id));
        }
    }

    void receive(long id, byte[] octets) {
        Peer peer = peers.get(id);
        if (peer != null && peer.isOpen && peer.isReading && !peer.hasEnded && !peer.isFinishing && octets.length > 0) {
            feed(new Input.Received(id, Octets.copyOf(octets)));
        }
    }

    /** The network takes what was sent. */
    void send(long id) {
        Peer peer = peers.get(id);
        if (peer != null && peer.isOpen && peer.unsent > 0) {
            long octets = peer.unsent;
            peer.unsent = 0;
            feed(new Input.Sent(id, octets));
        }
    }

    void endInput(long id) {
        Peer peer = peers.get(id);
        if (peer != null && peer.isOpen && !peer.hasEnded) {
            peer.hasEnded = true;
            feed(new Input.EndOfInput(id));
        }
    }

    void close(long id, CloseCause cause) {
        if (peers.remove(id) != null) {
            feed(new Input.Closed(id, cause));
        }
    }

    void datagram(byte[] octets, String client) {
        feed(new Input.DatagramReceived(0, new Endpoint(client, 5000), Octets.copyOf(octets)));
    }

    /** What the site's datagram sockets have asked. */
    List<Long> questions() {
        return new ArrayList<>(questions.keySet());
    }

    String question(long socket) {
        Effect.Datagram asked = questions.get(socket);
        return asked == null ? "" : asked.octets().latin1();
    }

    void answer(long socket, byte[] octets) {
        if (questions.containsKey(socket)) {
            feed(new Input.DatagramReceived(socket, new Endpoint("192.0.2.20", 4069), Octets.copyOf(octets)));
        }
    }

    void storeFails(Optional<CommitFailure> failure) {
        storeFailure = failure;
    }

    /** Time passes, unless so much has happened already that more of it would only take time. */
    void advance(Duration duration) {
        Instant target = now.plus(duration);
        int wakesAtOnce = 0;
        while (wakes < MOST_WAKES) {
            Optional<Instant> wake = site.nextWake().filter(due -> !due.isAfter(target));
            if (wake.isEmpty()) {
                now = target;
                return;
            }
            wakesAtOnce = wake.get().isAfter(now) ? 0 : wakesAtOnce + 1;
            if (wakesAtOnce > MOST_WAKES_AT_ONCE) {
                throw new AssertionError("it wants to be woken again and again at " + now);
            }
            now = wake.get().isAfter(now) ? wake.get() : now;
            wakes++;
            feed(new Input.Wake());
        }
    }

    private void feed(Input first) {
        inputs.add(first);
        int effects = 0;
        while (!inputs.isEmpty()) {
            for (Effect effect : site.handle(now, inputs.remove())) {
                carryOut(effect);
                if (++effects > MOST_EFFECTS) {
                    throw new AssertionError("one input led to more than " + MOST_EFFECTS + " effects: " + first);
                }
            }
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Open open -> {
                if (peers.put(open.connection(), new Peer(false, open.service())) != null) {
                    throw new AssertionError("connection id used twice: " + open.connection());
                }
            }
            case Effect.Send send -> sent(send);
            case Effect.Reading reading -> {
                Peer peer = peers.get(reading.connection());
                if (peer != null) {
                    peer.isReading = reading.on();
                }
            }
            case Effect.Finish finish -> {
                Peer peer = peers.get(finish.connection());
                if (peer != null) {
                    peer.isFinishing = true;
                }
            }
            case Effect.Abort abort -> {
                if (peers.remove(abort.connection()) != null) {
                    inputs.add(new Input.Closed(abort.connection(), CloseCause.ABORTED));
                }
            }
            case Effect.DatagramReply reply -> {
                if (reply.octets().length() > 1026) {
                    throw new AssertionError("a Minger answer is longer than its query may be");
                }
            }
            case Effect.Datagram datagram -> questions.put(datagram.socket(), datagram);
            case Effect.CloseDatagram close -> questions.remove(close.socket());
            case Effect.AppendBody append -> spool.appendBody(append.body(), append.octets());
            case Effect.ReadBody read -> {
                Octets piece = spool.readBody(read.body(), read.offset(), read.length());
                boolean isLast = read.offset() + piece.length() >= spool.bodySize(read.body());
                inputs.add(new Input.BodyRead(read.body(), read.offset(), piece, isLast));
            }
            case Effect.DropBody drop -> spool.dropBody(drop.body());
            case Effect.Commit commit -> {
                if (storeFailure.isPresent()) {
                    inputs.add(new Input.CommitFailed(commit.commit(), storeFailure.get()));
                } else {
                    spool.commit(commit.changes());
                    inputs.add(new Input.Committed(commit.commit()));
                }
            }
            case Effect.File file ->
                inputs.add(
                        storeFailure.isPresent()
                                ? new Input.FilingFailed(file.filing(), storeFailure.get())
                                : new Input.Filed(file.filing()));
            default -> {
                // Answers to commands and records need nothing.
            }
        }
    }

    private void sent(Effect.Send send) {
        Peer peer = peers.get(send.connection());
        if (peer == null) {
            return;
        }
        peer.unsent += send.octets().length();
        if (peer.unsent > MOST_UNSENT) {
            throw new AssertionError("more than " + MOST_UNSENT + " octets wait to be sent on one connection");
        }
        if (peer.isAccepted && peer.service == Service.SMTP) {
            peer.replies.add(send.octets().latin1());
        }
    }
}
