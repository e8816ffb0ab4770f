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
import org.dslab.engine.seam.Request;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;

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
    private final LinkedHashMap<Long, Effect.Datagram> questions = new LinkedHashMap<>();
    private final List<SiteEvent> events = new ArrayList<>();
    private final List<FiledCopy> filed = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<HostPort> opened = new ArrayList<>();
    private final List<Octets> datagramReplies = new ArrayList<>();
    private final MemorySpool spool = new MemorySpool();
    private Site site;
    private Instant now = START;
    private long lastClient;
    private long lastCommand;
    private int starts;
    private Optional<CommitFailure> storeFailure = Optional.empty();

    SiteHarness(SiteSettings settings) {
        this.settings = settings;
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
        site = new Site(settings);
        spool.dropOrphans();
        start(spool.state());
    }

    void storeFails(CommitFailure failure) {
        storeFailure = Optional.of(failure);
    }

    void storeWorks() {
        storeFailure = Optional.empty();
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

    void feed(Input input) {
        inputs.add(input);
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
                if (hop == null) {
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
                inputs.add(new Input.Sent(send.connection(), send.octets().length()));
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
            case Effect.Finish finish -> inputs.add(new Input.Closed(finish.connection(), CloseCause.FINISHED));
            case Effect.Abort abort -> inputs.add(new Input.Closed(abort.connection(), CloseCause.ABORTED));
            case Effect.DatagramReply reply -> datagramReplies.add(reply.octets());
            case Effect.Datagram datagram -> questions.put(datagram.socket(), datagram);
            case Effect.CloseDatagram close -> questions.remove(close.socket());
            case Effect.AppendBody append -> spool.appendBody(append.body(), append.octets());
            case Effect.ReadBody read -> {
                Octets piece = spool.readBody(read.body(), read.offset(), read.length());
                boolean last = read.offset() + piece.length() >= spool.bodySize(read.body());
                inputs.add(new Input.BodyRead(read.body(), read.offset(), piece, last));
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
            case Effect.File file -> {
                filed.add(new FiledCopy(
                        file.mailbox(), file.head().concat(bodyOf(file.body())).latin1()));
                inputs.add(new Input.Filed(file.filing()));
            }
            case Effect.Reply reply -> answers.add(reply.answer());
            case Effect.Recorded recorded -> events.add(recorded.event());
        }
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

    String query(String text) {
        datagramReplies.clear();
        feed(new Input.DatagramReceived(0, new Endpoint("192.0.2.50", 5000), Octets.utf8(text)));
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
            say("DATA");
            return say("Message-ID: " + messageId, "Subject: test", "", "Hello", ".");
        }

        void hangUp() {
            feed(new Input.Closed(id, CloseCause.RESET));
        }
    }
}
