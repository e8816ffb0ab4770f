package org.dslab.engine.site;

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
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.seam.Request;
import org.dslab.engine.seam.Service;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.seam.TlsSide;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;

/** Drives one site by hand: the test plays its clients, its peers and its store. */
final class SiteHarness {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A copy that was put into a mailbox. */
    record FiledCopy(String mailbox, String text) {}

    private final SiteSettings settings;
    private final FakeStore store;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final LinkedHashMap<Long, StringBuilder> sent = new LinkedHashMap<>();
    private final TreeMap<Long, FakeNextHop.Conversation> nextHops = new TreeMap<>();
    private final TreeMap<String, FakeNextHop> reachable = new TreeMap<>();
    private final List<String> unresolvable = new ArrayList<>();
    private final AskedHosts hosts = new AskedHosts(this::feedAll);
    private final List<SiteEvent> events = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<HostPort> opened = new ArrayList<>();
    private final List<Octets> datagramReplies = new ArrayList<>();
    private final List<TlsSide> secured = new ArrayList<>();
    private final TreeMap<String, String> passwords = new TreeMap<>();
    private final List<Long> deaf = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private Site site;
    private Instant now = START;
    private long lastClient;
    private long lastCommand;
    private int starts;

    SiteHarness(SiteSettings settings) {
        this(settings, Optional.empty());
    }

    /** One whose store fails like this, from the first commit on. */
    SiteHarness(SiteSettings settings, Optional<CommitFailure> failing) {
        this.settings = settings;
        store = new FakeStore(this::feed, failing);
        site = new Site(settings);
        start(SpoolState.EMPTY);
    }

    private void start(SpoolState state) {
        feed(new Input.Started(state, 1000 + starts++));
    }

    /** Killed and started again with what its spool has. */
    void restart() {
        restartFinding();
    }

    /** The same, with a spool in which this is lost or damaged. */
    void restartFinding(String... findings) {
        inputs.clear();
        sent.clear();
        nextHops.clear();
        hosts.forget();
        site = new Site(settings);
        store.restarted();
        start(store.spool().state().withFindings(List.of(findings)));
    }

    /** Killed, and started again with this message in its spool as well. */
    void restartWith(StoredMessage message) {
        store.spool().commit(List.of(new Change.MessageStored(message)));
        restart();
    }

    /** What the site would find if it were killed now. */
    SpoolState stored() {
        return store.spool().state();
    }

    FakeStore store() {
        return store;
    }

    /** Moves time on, waking the site whenever it wants. */
    void advance(Duration duration) {
        Instant target = now.plus(duration);
        while (site.nextWake().filter(wake -> !wake.isAfter(target)).isPresent()) {
            Instant wake = site.nextWake().orElseThrow();
            now = wake.isAfter(now) ? wake : now;
            feed(new Input.Wake());
        }
        now = target;
    }

    Instant now() {
        return now;
    }

    Site site() {
        return site;
    }

    /** Feeds the input and what comes of it, and wakes the site once everything of this instant is in. */
    void feed(Input input) {
        feedAll(List.of(input));
    }

    /** Inputs of one instant. */
    void feedAll(List<Input> together) {
        inputs.addAll(together);
        handleAll();
        while (site.nextWake().filter(wake -> !wake.isAfter(now)).isPresent()) {
            inputs.add(new Input.Wake());
            handleAll();
        }
    }

    private void handleAll() {
        while (!inputs.isEmpty()) {
            for (Effect effect : site.handle(now, inputs.remove())) {
                carryOut(effect);
            }
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Open open -> {
                opened.add(open.target());
                FakeNextHop hop = reachable.get(open.target().toString());
                if (unresolvable.contains(open.target().toString())) {
                    inputs.add(new Input.Closed(open.connection(), CloseCause.UNRESOLVABLE));
                } else if (hop == null) {
                    inputs.add(new Input.Closed(open.connection(), CloseCause.REFUSED));
                } else {
                    nextHops.put(open.connection(), hop.converse());
                    inputs.add(new Input.Opened(open.connection()));
                    inputs.add(new Input.Received(open.connection(), hop.greeting()));
                }
            }
            case Effect.Send send -> {
                sent.computeIfAbsent(send.connection(), id -> new StringBuilder())
                        .append(send.octets().latin1());
                if (!deaf.contains(send.connection())) {
                    inputs.add(new Input.Sent(send.connection(), send.octets().length()));
                }
                FakeNextHop.Conversation hop = nextHops.get(send.connection());
                if (hop != null) {
                    for (Octets reply : hop.receive(send.octets())) {
                        inputs.add(new Input.Received(send.connection(), reply));
                    }
                    if (hop.hangsUp()) {
                        inputs.add(new Input.Closed(send.connection(), CloseCause.RESET));
                    }
                }
            }
            case Effect.Reading reading -> {}
            case Effect.Secure secure -> secure(secure);
            case Effect.CheckPassword check ->
                inputs.add(new Input.PasswordChecked(
                        check.check(),
                        passwords
                                        .getOrDefault(check.account(), "")
                                        .equals(check.password().reveal())
                                ? PasswordVerdict.RIGHT
                                : PasswordVerdict.WRONG));
            case Effect.Finish finish -> {
                ended.add(finish.connection());
                inputs.add(new Input.Closed(finish.connection(), CloseCause.FINISHED));
            }
            case Effect.Abort abort -> {
                ended.add(abort.connection());
                inputs.add(new Input.Closed(abort.connection(), CloseCause.ABORTED));
            }
            case Effect.DatagramReply reply -> datagramReplies.add(reply.octets());
            case Effect.Datagram datagram -> hosts.asked(datagram);
            case Effect.CloseDatagram close -> hosts.closed(close);
            case Effect.AppendBody append -> store.append(append);
            case Effect.ReadBody read -> inputs.add(store.read(read));
            case Effect.DropBody drop -> store.spool().dropBody(drop.body());
            case Effect.Commit commit -> store.take(commit).ifPresent(inputs::add);
            case Effect.File file -> inputs.add(store.file(file));
            case Effect.Reply reply -> answers.add(reply.answer());
            case Effect.Recorded recorded -> events.add(recorded.event());
        }
    }

    /** Clients shake hands at once; next hops do as they were told. */
    private void secure(Effect.Secure secure) {
        FakeNextHop.Conversation hop = nextHops.get(secure.connection());
        secured.add(secure.side());
        inputs.add(
                hop == null || hop.shakesHands()
                        ? new Input.Secured(secure.connection(), new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256"))
                        : new Input.Closed(secure.connection(), CloseCause.TLS_FAILED));
    }

    /** What was demanded in each handshake so far. */
    List<TlsSide> secured() {
        return secured;
    }

    /** The driver knows this password, of a whole address. */
    SiteHarness password(String account, String password) {
        passwords.put(account, password);
        return this;
    }

    /** A host that takes connections from now on. */
    FakeNextHop reachable(String hostPort) {
        return reachable.computeIfAbsent(hostPort, name -> new FakeNextHop());
    }

    /** This host takes connections again. */
    void reachable(String hostPort, FakeNextHop hop) {
        reachable.put(hostPort, hop);
    }

    /** The name of this host cannot be resolved; opening a connection fails for that reason. */
    void unresolvable(String hostPort) {
        unresolvable.add(hostPort);
    }

    void resolvable(String hostPort) {
        unresolvable.remove(hostPort);
    }

    void unreachable(String hostPort) {
        reachable.remove(hostPort);
    }

    /** The hosts that are asked over Minger. */
    AskedHosts hosts() {
        return hosts;
    }

    /** Answers every open question to this host with a status, or with these octets instead of one. */
    void answer(String host, String status) {
        hosts.answer(host, status);
    }

    /** The questions that wait for an answer, as {@code host query}. */
    List<String> questions() {
        return hosts.questions();
    }

    String query(String text) {
        return query("192.0.2.50", text);
    }

    /** The answer to a Minger query from this address; empty if there is none. */
    String query(String address, String text) {
        datagramReplies.clear();
        feed(new Input.DatagramReceived(0, new Endpoint(address, 5000), Octets.utf8(text)));
        return datagramReplies.isEmpty() ? "" : datagramReplies.getFirst().utf8();
    }

    Answer ask(Request request) {
        answers.clear();
        feed(new Input.Command(++lastCommand, request));
        return answers.isEmpty() ? new NoAnswerYet() : answers.getFirst();
    }

    List<Answer> answers() {
        return answers;
    }

    record NoAnswerYet() implements Answer {}

    Client client(String address) {
        long id = --lastClient;
        feed(new Input.Accepted(id, Service.SMTP, new Endpoint(address, 40000)));
        return new Client(id);
    }

    /** A client of Minger over TCP. */
    Client mingerClient(String address) {
        long id = --lastClient;
        feed(new Input.Accepted(id, Service.MINGER, new Endpoint(address, 40000)));
        return new Client(id);
    }

    /** Whether the site has ended the connection by itself. */
    boolean hasEnded(Client client) {
        return ended.contains(client.id);
    }

    List<SiteEvent> events() {
        return events;
    }

    <E extends SiteEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<FiledCopy> filed() {
        return store.filed();
    }

    List<HostPort> opened() {
        return opened;
    }

    /** One SMTP client's connection. */
    final class Client {

        private final long id;

        Client(long id) {
            this.id = id;
        }

        /** Sends lines and returns what the site has said since the last call. */
        String say(String... lines) {
            for (String line : lines) {
                feed(new Input.Received(id, Octets.latin1(line + "\r\n")));
            }
            return heard();
        }

        void raw(String octets) {
            feed(new Input.Received(id, Octets.latin1(octets)));
        }

        /** From now on the network takes nothing that is sent to it. */
        void takesNothing() {
            deaf.add(id);
        }

        String heard() {
            StringBuilder text = sent.computeIfAbsent(id, none -> new StringBuilder());
            String result = text.toString().strip();
            text.setLength(0);
            return result;
        }

        /** From EHLO to the accepted RCPTs; returns the replies to the RCPTs. */
        String begin(String from, String... recipients) {
            say("EHLO client.example");
            say("MAIL FROM:<" + from + ">");
            for (String recipient : recipients) {
                feed(new Input.Received(id, Octets.latin1("RCPT TO:<" + recipient + ">\r\n")));
            }
            return heard();
        }

        String data(String messageId) {
            return dataWith("Message-ID: " + messageId, "Subject: test");
        }

        /** A message with these header lines; each character is one octet. */
        String dataWith(String... header) {
            say("DATA");
            say(header);
            return say("", "Hello", ".");
        }

        void hangUp() {
            feed(new Input.Closed(id, CloseCause.RESET));
        }
    }
}
