package org.dslab.engine.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;

/** Drives one site by hand: the test plays its clients, its peers and its store. */
final class SiteHarness {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A copy that was put into a mailbox. */
    record FiledCopy(String mailbox, String text) {}

    private final SiteSettings settings;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final LinkedHashMap<Long, StringBuilder> sent = new LinkedHashMap<>();
    private final TreeMap<Long, FakeNextHop.Conversation> nextHops = new TreeMap<>();
    private final TreeMap<String, FakeNextHop> reachable = new TreeMap<>();
    private final List<String> unresolvable = new ArrayList<>();
    private final LinkedHashMap<Long, Effect.Datagram> questions = new LinkedHashMap<>();
    private final List<SiteEvent> events = new ArrayList<>();
    private final List<FiledCopy> filed = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<HostPort> opened = new ArrayList<>();
    private final List<List<Change>> commits = new ArrayList<>();
    private final List<Octets> appended = new ArrayList<>();
    private final List<Octets> datagramReplies = new ArrayList<>();
    private final List<TlsSide> secured = new ArrayList<>();
    private final TreeMap<String, String> passwords = new TreeMap<>();
    private final List<Long> deaf = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private final MemorySpool spool = new MemorySpool();
    private Site site;
    private Instant now = START;
    private long lastClient;
    private long lastCommand;
    private int starts;
    private Optional<CommitFailure> storeFailure;
    private Predicate<List<Change>> failing = changes -> true;
    private boolean bodiesAreReadable = true;
    private final ArrayDeque<Effect.Commit> heldCommits = new ArrayDeque<>();
    private boolean isStoreHeld;

    SiteHarness(SiteSettings settings) {
        this(settings, Optional.empty());
    }

    /** One whose store fails like this, from the first commit on. */
    SiteHarness(SiteSettings settings, Optional<CommitFailure> failing) {
        this.settings = settings;
        storeFailure = failing;
        site = new Site(settings);
        start(SpoolState.EMPTY);
    }

    private void start(SpoolState state) {
        feed(new Input.Started(state, 1000 + starts++));
    }

    /** Killed and started again with what its spool has. */
    void restart() {
        inputs.clear();
        sent.clear();
        nextHops.clear();
        questions.clear();
        heldCommits.clear();
        site = new Site(settings);
        spool.dropOrphans();
        start(spool.state());
    }

    /** Killed, and started again with this message in its spool as well. */
    void restartWith(StoredMessage message) {
        spool.commit(List.of(new Change.MessageStored(message)));
        restart();
    }

    /** What the site would find if it were killed now. */
    SpoolState stored() {
        return spool.state();
    }

    /** The commits that succeeded, in their order. */
    List<List<Change>> commits() {
        return commits;
    }

    /** What was given to the store of bodies, a piece each time. */
    List<Octets> appended() {
        return appended;
    }

    void storeFails(CommitFailure failure) {
        storeFailsFor(failure, changes -> true);
    }

    /** Only commits of this kind fail. */
    void storeFailsFor(CommitFailure failure, Predicate<List<Change>> kind) {
        storeFailure = Optional.of(failure);
        failing = kind;
    }

    /** Commits are on their way to the store, and not durable, until {@link #storeGoesOn}. */
    void storeIsSlow() {
        isStoreHeld = true;
    }

    void storeGoesOn() {
        isStoreHeld = false;
        while (!heldCommits.isEmpty()) {
            storeGoesOnOnce();
        }
    }

    /** The oldest commit on its way to the store is durable now, or has failed. */
    void storeGoesOnOnce() {
        Effect.Commit commit = heldCommits.element();
        feed(store(commit));
        heldCommits.remove();
    }

    void storeWorks() {
        storeFailure = Optional.empty();
        bodiesAreReadable = true;
    }

    void bodiesAreUnreadable() {
        bodiesAreReadable = false;
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
            case Effect.Datagram datagram -> questions.put(datagram.socket(), datagram);
            case Effect.CloseDatagram close -> questions.remove(close.socket());
            case Effect.AppendBody append -> {
                appended.add(append.octets());
                spool.appendBody(append.body(), append.octets());
            }
            case Effect.ReadBody read when !bodiesAreReadable -> inputs.add(new Input.BodyUnreadable(read.body()));
            case Effect.ReadBody read -> {
                Octets piece = spool.readBody(read.body(), read.offset(), read.length());
                boolean last = read.offset() + piece.length() >= spool.bodySize(read.body());
                inputs.add(new Input.BodyRead(read.body(), read.offset(), piece, last));
            }
            case Effect.DropBody drop -> spool.dropBody(drop.body());
            case Effect.Commit commit -> {
                if (isStoreHeld || !heldCommits.isEmpty()) {
                    heldCommits.add(commit);
                } else {
                    inputs.add(store(commit));
                }
            }
            case Effect.File file
            when !bodiesAreReadable -> inputs.add(new Input.FilingFailed(file.filing(), CommitFailure.IO));
            case Effect.File file -> {
                filed.add(new FiledCopy(
                        file.mailbox(), file.head().concat(bodyOf(file.body())).latin1()));
                inputs.add(new Input.Filed(file.filing()));
            }
            case Effect.Reply reply -> answers.add(reply.answer());
            case Effect.Recorded recorded -> events.add(recorded.event());
        }
    }

    private Input store(Effect.Commit commit) {
        if (storeFailure.isPresent() && failing.test(commit.changes())) {
            return new Input.CommitFailed(commit.commit(), storeFailure.get());
        }
        spool.commit(commit.changes());
        commits.add(commit.changes());
        return new Input.Committed(commit.commit());
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

    private Octets bodyOf(long body) {
        Octets text = Octets.EMPTY;
        while (text.length() < spool.bodySize(body)) {
            text = text.concat(spool.readBody(body, text.length(), 1 << 20));
        }
        return text;
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

    /** Answers every open question to this host with a status, or with these octets instead of one. */
    void answer(String host, String status) {
        for (var question : List.copyOf(questions.entrySet())) {
            Effect.Datagram asked = question.getValue();
            if (asked.target().host().equals(host)) {
                String mailbox = asked.octets().utf8().split(" ", 2)[0];
                feed(new Input.DatagramReceived(
                        question.getKey(), new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " " + status)));
            }
        }
    }

    /** The driver says that no question can get to this host. */
    void cannotAsk(String host, CloseCause cause) {
        for (var question : List.copyOf(questions.entrySet())) {
            if (question.getValue().target().host().equals(host)) {
                feed(new Input.Unreachable(question.getKey(), cause));
            }
        }
    }

    /** Positive answers of these hosts about the mailbox, all at the same instant and in this order. */
    void claimTogether(String mailbox, String... hosts) {
        List<Input> claims = new ArrayList<>();
        for (String host : hosts) {
            questions.forEach((socket, asked) -> {
                if (asked.target().host().equals(host)) {
                    claims.add(new Input.DatagramReceived(
                            socket, new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " 5")));
                }
            });
        }
        feedAll(claims);
    }

    /** Answers one question; false if it was not asked. */
    boolean answerOne(String host, String mailbox, String status) {
        for (var question : List.copyOf(questions.entrySet())) {
            Effect.Datagram asked = question.getValue();
            if (asked.target().host().equals(host)
                    && asked.octets().utf8().split(" ", 2)[0].equals(mailbox)) {
                feed(new Input.DatagramReceived(
                        question.getKey(), new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " " + status)));
                return true;
            }
        }
        return false;
    }

    /** The questions that wait for an answer, as {@code host query}. */
    List<String> questions() {
        return questions.values().stream()
                .map(asked -> asked.target().host() + " " + asked.octets().utf8())
                .toList();
    }

    /** The sockets that questions went out from and that are still open. */
    List<Long> sockets() {
        return List.copyOf(questions.keySet());
    }

    /** A datagram comes to a socket, open or not. */
    void answerTo(long socket, String text) {
        feed(new Input.DatagramReceived(socket, new Endpoint("192.0.2.99", 4069), Octets.utf8(text)));
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

    SpoolState spool() {
        return spool.state();
    }

    List<SiteEvent> events() {
        return events;
    }

    <E extends SiteEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<FiledCopy> filed() {
        return filed;
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
