package org.dslab.engine.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.random.SplitMix64;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.MemorySpool;

/**
 * Several sites that ask each other over a network that loses, repeats and delays their datagrams, and that are killed
 * now and then; commits take time and are in order. One seed, one course of events. A site's host name is its name.
 */
final class RingOfSites {

    /** How bad things are: chances in percent, the longest delays of a datagram, and how long a commit can take. */
    record Weather(
            int loss,
            int repetition,
            int lateness,
            Duration usualDelay,
            Duration longestDelay,
            Duration longestCommit) {

        static final Weather FAIR = new Weather(0, 0, 0, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO);
        static final Weather SLOW = new Weather(0, 0, 0, Duration.ofMillis(300), Duration.ZERO, Duration.ofMillis(400));
        static final Weather FOUL =
                new Weather(15, 25, 30, Duration.ofMillis(300), Duration.ofSeconds(25), Duration.ofMillis(400));
    }

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FIRST_PORT = 1024;

    private final SplitMix64 random;
    private final Weather weather;
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final PriorityQueue<Planned> plan = new PriorityQueue<>();
    private Instant now = START;
    private long lastSequence;

    RingOfSites(long seed, Weather weather, List<SiteSettings> sites) {
        this.random = new SplitMix64(seed);
        this.weather = weather;
        sites.forEach(settings -> nodes.put(settings.site(), new Node(settings)));
        nodes.values().forEach(Node::start);
    }

    private record Planned(Instant due, long sequence, Runnable action) implements Comparable<Planned> {

        @Override
        public int compareTo(Planned that) {
            int byDue = due.compareTo(that.due);
            return byDue != 0 ? byDue : Long.compare(sequence, that.sequence);
        }
    }

    /** The asker's end of an exchange. No port is used twice, as the drivers see to for ten minutes. */
    private record Socket(Node node, int life, long id) {}

    private Node node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    private void at(Instant due, Runnable action) {
        plan.add(new Planned(due, ++lastSequence, action));
    }

    /** Somebody asks a site for something, that long after the beginning. */
    void ask(Duration when, String site, Request request) {
        at(START.plus(when), () -> node(site).handle(new Input.Command(++lastSequence, request)));
    }

    /** A site is killed, and started again after a pause. */
    void crash(Duration when, Duration pause, String site) {
        at(START.plus(when), () -> node(site).kill());
        at(START.plus(when).plus(pause), () -> node(site).start());
    }

    void run(Duration length) {
        Instant end = START.plus(length);
        while (!plan.isEmpty() && !plan.peek().due().isAfter(end)) {
            Planned next = plan.remove();
            now = next.due();
            next.action().run();
        }
    }

    /** The sites that have the account, durably. */
    List<String> owners(EmailAddress address) {
        return nodes.values().stream()
                .filter(node -> node.spool.state().accounts().stream()
                        .anyMatch(account -> account.address().key().equals(address.key())))
                .map(node -> node.settings.site())
                .toList();
    }

    Duration upTo(Duration longest) {
        return Duration.ofMillis(below((int) longest.toMillis() + 1));
    }

    private int below(int bound) {
        return (int) Long.remainderUnsigned(random.next(), bound);
    }

    private boolean happens(int percent) {
        return below(100) < percent;
    }

    private void transmit(Runnable arrival) {
        int copies = (happens(weather.loss()) ? 0 : 1) + (happens(weather.repetition()) ? 1 : 0);
        for (int i = 0; i < copies; i++) {
            Duration longest = happens(weather.lateness()) ? weather.longestDelay() : weather.usualDelay();
            at(now.plus(upTo(longest)), arrival);
        }
    }

    private final class Node {

        private final SiteSettings settings;
        private final MemorySpool spool = new MemorySpool();
        private Optional<Site> site = Optional.empty();
        private int life;
        private Instant lastCommit = START;
        private Instant alarm = Instant.MAX;

        Node(SiteSettings settings) {
            this.settings = settings;
        }

        void start() {
            if (site.isEmpty()) {
                life++;
                site = Optional.of(new Site(settings));
                handle(new Input.Started(spool.state(), life));
            }
        }

        /** What is on its way to the store is lost; what has just got there is not, though nobody was told. */
        void kill() {
            site = Optional.empty();
            alarm = Instant.MAX;
        }

        void handle(Input input) {
            if (site.isPresent()) {
                site.get().handle(now, input).forEach(this::carryOut);
                setAlarm();
            }
        }

        private void inThisLife(int born, Input input) {
            if (born == life) {
                handle(input);
            }
        }

        private void setAlarm() {
            Instant wake = site.flatMap(Site::nextWake).orElse(Instant.MAX);
            if (wake.isBefore(alarm)) {
                alarm = wake;
                at(wake.isBefore(now) ? now : wake, () -> {
                    if (alarm.equals(wake)) {
                        alarm = Instant.MAX;
                        handle(new Input.Wake());
                    }
                });
            }
        }

        private void carryOut(Effect effect) {
            switch (effect) {
                case Effect.Commit commit -> {
                    Instant durable = latest(lastCommit, now).plus(upTo(weather.longestCommit()));
                    // Results come in order.
                    lastCommit = durable.plus(upTo(Duration.ofMillis(20)));
                    int born = life;
                    at(durable, () -> {
                        if (born == life && site.isPresent()) {
                            spool.commit(commit.changes());
                        }
                    });
                    at(lastCommit, () -> inThisLife(born, new Input.Committed(commit.commit())));
                }
                case Effect.Datagram question -> {
                    Node asked = node(question.target().host());
                    Endpoint from = new Endpoint("192.0.2.1", port(question.socket()));
                    Octets octets = question.octets();
                    transmit(() -> asked.handle(new Input.DatagramReceived(0, from, octets)));
                }
                case Effect.DatagramReply answer -> {
                    Socket socket = sockets.get(answer.to().port() - FIRST_PORT);
                    Input input =
                            new Input.DatagramReceived(socket.id(), new Endpoint("192.0.2.2", 4069), answer.octets());
                    transmit(() -> socket.node().inThisLife(socket.life(), input));
                }
                default -> {
                    // Nothing that matters to accounts.
                }
            }
        }

        private int port(long id) {
            Socket socket = new Socket(this, life, id);
            if (!sockets.contains(socket)) {
                sockets.add(socket);
            }
            return FIRST_PORT + sockets.indexOf(socket);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
