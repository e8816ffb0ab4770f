package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.minger.MingerTcpExchange;
import org.dslab.engine.minger.MingerUdpExchange;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.time.Timers;

/** Answers to one question, over UDP and over TCP: forged, late, repeated, malformed, cut anywhere. */
final class MingerAnswers {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** A line of which more has come can be no answer. */
    private static final int LONGEST_LINE = 1026;

    private final FuzzedDataProvider data;
    private final Timers timers = new Timers();
    private final List<HostAnswer> taken = new ArrayList<>();
    private final String mailbox;
    private final String asked;

    MingerAnswers(FuzzedDataProvider data) {
        this.data = data;
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        mailbox = MingerWords.mailbox(data);
        asked = Octets.utf8(mailbox).latin1();
    }

    void countIfTheyAnswerTheQuestion() {
        List<String> answers = new ArrayList<>();
        for (int left = data.consumeInt(0, 6); left > 0; left--) {
            answers.add(
                    switch (data.consumeInt(0, 3)) {
                        case 0 -> MingerWords.text(data);
                        case 1 -> forged() + " " + data.consumeInt(0, 7);
                        case 2 -> asked + " " + data.consumeInt(0, 7);
                        default -> asked + MingerWords.text(data);
                    });
        }
        boolean isUdp = data.consumeBoolean();
        HostAnswer expected = isUdp ? udp(answers) : tcp(answers);
        timers.moveTo(timers.now().plus(TIMEOUT));
        timers.runDue();
        if (!taken.equals(List.of(expected))) {
            throw new AssertionError(mailbox + ": of " + answers + " was taken: " + taken + ", not " + expected);
        }
        if (timers.next().isPresent()) {
            throw new AssertionError("a timer outlives its exchange");
        }
    }

    /** Of one octet another mailbox. */
    private String forged() {
        int at = data.consumeInt(0, asked.length() - 1);
        char other = (char) (asked.charAt(at) ^ (1 << data.consumeInt(0, 7)));
        return asked.substring(0, at) + other + asked.substring(at + 1);
    }

    private HostAnswer udp(List<String> answers) {
        List<Octets> sent = new ArrayList<>();
        MingerUdpExchange exchange = new MingerUdpExchange(
                mailbox,
                MingerWords.password(data),
                List.of(Duration.ofMillis(500), Duration.ofMillis(700)),
                TIMEOUT,
                MingerQuestions.portOf(sent),
                timers,
                taken::add);
        exchange.start();
        for (String answer : answers) {
            timers.moveTo(timers.now().plusMillis(data.consumeInt(0, 300)));
            timers.runDue();
            exchange.received(Octets.latin1(answer));
        }
        return answers.stream()
                .flatMap(answer -> meaningOf(answer).stream())
                .findFirst()
                .orElse(new HostAnswer.None(HostAnswer.Cause.TIMED_OUT));
    }

    private HostAnswer tcp(List<String> answers) {
        FuzzedConnection connection = new FuzzedConnection(octets -> {});
        MingerTcpExchange exchange =
                new MingerTcpExchange(mailbox, MingerWords.password(data), TIMEOUT, connection, timers, taken::add);
        exchange.opened();
        String said = String.join(data.consumeBoolean() ? "\r\n" : "\n", answers);
        for (int at = 0; at < said.length(); ) {
            int end = Math.min(said.length(), at + (data.consumeBoolean() ? 60_000 : data.consumeInt(1, 60)));
            exchange.receive(Octets.latin1(said.substring(at, end)));
            at = end;
        }
        if (data.consumeBoolean()) {
            exchange.endOfInput();
            exchange.closed(CloseCause.FINISHED);
            return meaningOfLines(said).orElse(new HostAnswer.None(HostAnswer.Cause.UNREACHABLE));
        }
        return meaningOfLines(said).orElse(new HostAnswer.None(HostAnswer.Cause.TIMED_OUT));
    }

    private Optional<HostAnswer> meaningOfLines(String said) {
        int at = 0;
        int end = said.indexOf('\n');
        while (true) {
            if ((end < 0 ? said.length() : end) - at > LONGEST_LINE) {
                return Optional.of(new HostAnswer.None(HostAnswer.Cause.MALFORMED));
            }
            if (end < 0) {
                return Optional.empty();
            }
            Optional<HostAnswer> meaning = meaningOf(said.substring(at, end + 1));
            if (meaning.isPresent()) {
                return meaning;
            }
            at = end + 1;
            end = said.indexOf('\n', at);
        }
    }

    /** By the letter: the asked mailbox, a space, one digit, perhaps a line end. Empty if it answers something else. */
    private Optional<HostAnswer> meaningOf(String answer) {
        if (!answer.startsWith(asked + " ")) {
            return Optional.empty();
        }
        String rest = answer.substring(asked.length() + 1);
        for (MingerStatus status : MingerStatus.values()) {
            String code = String.valueOf(status.code());
            if (List.of(code, code + "\r", code + "\n", code + "\r\n").contains(rest)) {
                return Optional.of(new HostAnswer.Status(status));
            }
        }
        return Optional.of(new HostAnswer.None(HostAnswer.Cause.MALFORMED));
    }
}
