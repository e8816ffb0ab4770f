package org.dslab.engine.sidecar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SidecarSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.settings.SocketmapSettings;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;

/** Drives the side-car of {@code kyoto}, which shares example.com with osaka and nara; private.example is its own. */
final class SidecarHarness {

    static final Duration IDLE = Duration.ofSeconds(60);

    private final MemorySpool spool = new MemorySpool();
    private Sidecar sidecar;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final LinkedHashMap<Long, Effect.Datagram> questions = new LinkedHashMap<>();
    private final TreeMap<Long, StringBuilder> sent = new TreeMap<>();
    private final TreeMap<Long, String> ended = new TreeMap<>();
    private final TreeMap<Long, Boolean> reading = new TreeMap<>();
    private final List<SiteEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String datagramReply = "";
    private boolean isSending = true;
    private long lastClient;
    private long commands;

    SidecarHarness(List<AccountSetting> users, Optional<Secret> password) {
        sidecar = new Sidecar(settings(users, password));
        feed(new Input.Started(SpoolState.EMPTY, 1));
    }

    /** The side-car is killed and started again; its store is the same. */
    void restart(AccountSetting... users) {
        sidecar = new Sidecar(settings(List.of(users), Optional.empty()));
        questions.clear();
        feed(new Input.Started(spool.state(), 2));
    }

    private static SidecarSettings settings(List<AccountSetting> users, Optional<Secret> password) {
        return new SidecarSettings(
                new SiteSettings(
                        "kyoto",
                        "mx.kyoto.example.com",
                        List.of("example.com", "private.example", "bücher.example"),
                        SmtpSettings.defaults(),
                        new MingerSettings(true, password, List.of(), Duration.ofSeconds(30)),
                        users,
                        sharing(),
                        List.of(),
                        Optional.empty(),
                        new TreeMap<>(),
                        RetrySettings.defaults(),
                        "postmaster",
                        AccountCreationMode.CHECK,
                        Optional.empty(),
                        List.of(),
                        GatewayPolicy.defaults(),
                        List.of(),
                        List.of()),
                new SocketmapSettings(IDLE, 3));
    }

    static SidecarHarness ofChieAndDisabledDai() {
        return new SidecarHarness(
                List.of(user("chie", AccountState.ACTIVE), user("dai", AccountState.DISABLED)), Optional.empty());
    }

    static AccountSetting user(String name, AccountState state) {
        return new AccountSetting(name, List.of(), state);
    }

    private static SharingSettings sharing() {
        SharingSettings defaults = SharingSettings.defaults(List.of(host("osaka"), host("nara")));
        return new SharingSettings(
                true,
                List.of("example.com", "xn--bcher-kva.example"),
                defaults.hosts(),
                true,
                true,
                true,
                defaults.verifiedAddressLifetime(),
                defaults.lookupTimeout(),
                defaults.retransmitAfter());
    }

    private static SharingHost host(String site) {
        return new SharingHost(
                new HostPort(site + ".example", 2525),
                Optional.of(site),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false);
    }

    /** Hands the input in and then, as a driver does, wakes the side-car as often as it wants at this instant. */
    private void feed(Input input) {
        handle(input);
        for (int wakes = 0; isDue(now); wakes++) {
            if (wakes == 100) {
                throw new AssertionError("the side-car never rests");
            }
            handle(new Input.Wake());
        }
    }

    private void handle(Input input) {
        inputs.add(input);
        while (!inputs.isEmpty()) {
            sidecar.handle(now, inputs.remove()).forEach(this::carryOut);
        }
    }

    private boolean isDue(Instant time) {
        return sidecar.nextWake().filter(wake -> !wake.isAfter(time)).isPresent();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> {
                sentBy(send.connection()).append(send.octets().utf8());
                if (isSending) {
                    inputs.add(new Input.Sent(send.connection(), send.octets().length()));
                }
            }
            case Effect.Reading change -> reading.put(change.connection(), change.on());
            case Effect.Finish finish -> {
                ended.put(finish.connection(), "finished");
                inputs.add(new Input.Closed(finish.connection(), CloseCause.FINISHED));
            }
            case Effect.Abort abort -> {
                ended.put(abort.connection(), "aborted");
                inputs.add(new Input.Closed(abort.connection(), CloseCause.ABORTED));
            }
            case Effect.DatagramReply reply -> datagramReply = reply.octets().utf8();
            case Effect.Datagram datagram -> questions.put(datagram.socket(), datagram);
            case Effect.CloseDatagram close -> questions.remove(close.socket());
            case Effect.Commit commit -> {
                spool.commit(commit.changes());
                inputs.add(new Input.Committed(commit.commit()));
            }
            case Effect.Recorded recorded -> events.add(recorded.event());
            case Effect.Reply reply -> {}
            default -> throw new AssertionError("a side-car has no use for " + effect);
        }
    }

    private StringBuilder sentBy(long connection) {
        return sent.computeIfAbsent(connection, id -> new StringBuilder());
    }

    /** What is sent waits from now on, as if the client did not read. */
    void holdBackOutput() {
        isSending = false;
    }

    void advance(Duration time) {
        Instant target = now.plus(time);
        while (isDue(target)) {
            now = sidecar.nextWake().orElseThrow();
            feed(new Input.Wake());
        }
        now = target;
    }

    /** Answers every open question to the host. */
    void answer(String host, int status) {
        for (var question : List.copyOf(questions.entrySet())) {
            if (question.getValue().target().host().equals(host + ".example")) {
                String mailbox = question.getValue().octets().utf8();
                feed(new Input.DatagramReceived(
                        question.getKey(), new Endpoint("192.0.2.9", 4069), Octets.utf8(mailbox + " " + status)));
            }
        }
    }

    /** The open questions, as {@code host mailbox}. */
    List<String> questions() {
        return questions.values().stream()
                .map(asked -> asked.target().host() + " " + asked.octets().utf8())
                .toList();
    }

    String minger(String query) {
        datagramReply = "";
        feed(new Input.DatagramReceived(0, new Endpoint("192.0.2.50", 5000), Octets.utf8(query)));
        return datagramReply;
    }

    void replaceUsers(AccountSetting... users) {
        feed(new Input.Command(++commands, new SidecarRequest.ReplaceUsers(List.of(users))));
    }

    <E extends SiteEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Optional<Instant> nextWake() {
        return sidecar.nextWake();
    }

    Client client() {
        long id = --lastClient;
        feed(new Input.Accepted(id, Service.SOCKETMAP, new Endpoint("127.0.0.1", 40000)));
        return new Client(id);
    }

    /** One connection of Postfix. */
    final class Client {

        private final long id;

        Client(long id) {
            this.id = id;
        }

        /** One request; the reply without its frame, or nothing if there is none yet. */
        String ask(String request) {
            return raw(request.length() + ":" + request + ",");
        }

        /** Octets as they are; what came back since the last call, without its frames. */
        String raw(String octets) {
            feed(new Input.Received(id, Octets.latin1(octets)));
            return heard();
        }

        String heard() {
            Octets left = Octets.utf8(sentBy(id).toString());
            sentBy(id).setLength(0);
            List<String> replies = new ArrayList<>();
            while (Netstring.read(left) instanceof Netstring.Complete reply) {
                replies.add(reply.content().utf8());
                left = reply.rest();
            }
            return String.join("|", replies);
        }

        void endOfInput() {
            feed(new Input.EndOfInput(id));
        }

        void hangUp() {
            feed(new Input.Closed(id, CloseCause.RESET));
        }

        boolean isRead() {
            return reading.getOrDefault(id, true);
        }

        /** How the side-car ended the connection; empty as long as it did not. */
        String end() {
            return ended.getOrDefault(id, "");
        }
    }
}
