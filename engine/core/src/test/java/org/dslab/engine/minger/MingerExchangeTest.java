package org.dslab.engine.minger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DS-54: the client side of one exchange, and Minger over TCP. */
class MingerExchangeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MAILBOX = "Botan@example.com";
    private static final HostAnswer YES = new HostAnswer.Status(MingerStatus.ACTIVE);

    private final Timers timers = new Timers();
    private final List<String> sent = new ArrayList<>();
    private final List<HostAnswer> answers = new ArrayList<>();
    private final Wire wire = new Wire();

    MingerExchangeTest() {
        timers.moveTo(START);
    }

    private final class Wire implements DatagramPort, Connection {

        private String end = "";
        private boolean isReading = true;

        @Override
        public void send(Octets octets) {
            sent.add(octets.utf8());
        }

        @Override
        public void close() {
            end = "closed";
        }

        @Override
        public void reading(boolean on) {
            isReading = on;
        }

        @Override
        public void finish() {
            end = "finished";
        }

        @Override
        public void abort() {
            end = "aborted";
        }
    }

    private MingerUdpExchange udp() {
        MingerUdpExchange exchange = new MingerUdpExchange(
                MAILBOX,
                Optional.empty(),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                Duration.ofSeconds(5),
                wire,
                timers,
                answers::add);
        exchange.start();
        return exchange;
    }

    private MingerTcpExchange tcp() {
        return new MingerTcpExchange(MAILBOX, Optional.empty(), Duration.ofSeconds(5), wire, timers, answers::add);
    }

    private void at(long millis) {
        timers.moveTo(START.plusMillis(millis));
        timers.runDue();
    }

    /** DS-54. */
    @Test
    void asksAgainAfterOneAndThenTwoSecondsAndGivesUpAfterFive() {
        udp();
        List<Integer> counts = new ArrayList<>();
        for (long millis : List.of(0L, 999L, 1000L, 2999L, 3000L, 4999L)) {
            at(millis);
            counts.add(sent.size());
        }
        assertThat(counts).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(answers).isEmpty();
        at(5000);

        assertThat(answers).containsExactly(new HostAnswer.None(HostAnswer.Cause.TIMED_OUT));
        assertThat(sent).hasSize(3).containsOnly(MAILBOX);
        assertThat(wire.end).isEqualTo("closed");
        assertThat(timers.next()).isEmpty();
    }

    /** DS-54: a fresh spelling, another mailbox, an answer without a space: not ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {"botan@example.com 5", "chie@example.com 5", "Botan@example.com5", "Botan@example.com", "5", ""})
    void answersToOtherQuestionsAreIgnored(String stray) {
        MingerUdpExchange exchange = udp();
        exchange.received(Octets.utf8(stray));
        assertThat(answers).isEmpty();
        exchange.received(Octets.utf8(MAILBOX + " 5"));
        exchange.received(Octets.utf8(MAILBOX + " 3"));

        assertThat(answers).containsExactly(YES);
    }

    /** DS-05, DS-54. */
    @ParameterizedTest
    @ValueSource(strings = {" 6", " 55", " 5 x", " ", "  5", " x", " 5\n\n"})
    void anythingButOneKnownStatusIsNoUsableAnswer(String rest) {
        udp().received(Octets.utf8(MAILBOX + rest));

        assertThat(answers).containsExactly(new HostAnswer.None(HostAnswer.Cause.MALFORMED));
    }

    /** Whatever arrives, an exchange ends at most once, and only by an answer that begins with its mailbox. */
    @Test
    void nonsenseNeverThrowsAndNeverAnswersTwice() {
        SplittableRandom random = new SplittableRandom(54);
        String alphabet = MAILBOX + " 0123456789\r\n\u00e4\u0000";
        for (int i = 0; i < 5_000; i++) {
            answers.clear();
            MingerUdpExchange exchange = udp();
            MingerTcpExchange stream = tcp();
            boolean isOurs = random.nextBoolean();
            StringBuilder text = new StringBuilder(isOurs ? MAILBOX + " " : "");
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            exchange.received(Octets.latin1(text.toString()));
            exchange.received(Octets.latin1(text.toString()));
            assertThat(answers).hasSize(isOurs ? 1 : 0);
            stream.receive(Octets.latin1(text + "\n"));
            stream.receive(Octets.latin1(text + "\n"));
            stream.endOfInput();
            stream.closed(CloseCause.FINISHED);
            assertThat(answers).hasSize(isOurs ? 2 : 1);
            exchange.cancel();
        }
    }

    @Test
    void aLineEndAfterTheStatusIsTolerated() {
        udp().received(Octets.utf8(MAILBOX + " 5\r\n"));

        assertThat(answers).containsExactly(YES);
    }

    /** DS-54. */
    @Test
    void anUnreachablePortEndsItAtOnce() {
        udp().unreachable(CloseCause.REFUSED);

        assertThat(answers).containsExactly(new HostAnswer.None(HostAnswer.Cause.UNREACHABLE));
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void aCancelledExchangeSaysNothing() {
        MingerUdpExchange exchange = udp();
        exchange.cancel();
        exchange.received(Octets.utf8(MAILBOX + " 5"));
        at(10_000);

        assertThat(answers).isEmpty();
        assertThat(sent).hasSize(1);
    }

    /** DS-54. */
    @Test
    void overTcpAQueryIsALineAndSoIsItsAnswer() {
        MingerTcpExchange exchange = tcp();
        assertThat(sent).isEmpty();
        exchange.opened();
        assertThat(sent).containsExactly(MAILBOX + "\r\n");
        exchange.receive(Octets.utf8("chie@example.com 5\r\nBotan@exam"));
        assertThat(answers).isEmpty();
        exchange.receive(Octets.utf8("ple.com 5\r\n"));
        exchange.closed(CloseCause.FINISHED);

        assertThat(answers).containsExactly(YES);
        assertThat(wire.end).isEqualTo("finished");
    }

    @Test
    void overTcpEveryWayToFailIsNoUsableAnswer() {
        tcp().closed(CloseCause.REFUSED);
        MingerTcpExchange ended = tcp();
        ended.opened();
        ended.endOfInput();
        MingerTcpExchange endless = tcp();
        endless.receive(Octets.utf8("x".repeat(2000)));
        tcp();
        at(5000);

        assertThat(answers)
                .containsExactly(
                        new HostAnswer.None(HostAnswer.Cause.UNREACHABLE),
                        new HostAnswer.None(HostAnswer.Cause.UNREACHABLE),
                        new HostAnswer.None(HostAnswer.Cause.MALFORMED),
                        new HostAnswer.None(HostAnswer.Cause.TIMED_OUT));
    }

    /** DS-05: a line that is too long is none, also when it comes together with its end and with a good answer behind it. */
    @Test
    void aLineThatIsTooLongEndsTheExchangeHoweverItArrives() {
        MingerTcpExchange exchange = tcp();
        exchange.receive(Octets.utf8("x".repeat(1100) + "\r\n" + MAILBOX + " 5\r\n"));

        assertThat(answers).containsExactly(new HostAnswer.None(HostAnswer.Cause.MALFORMED));
        assertThat(wire.end).isEqualTo("aborted");
    }

    private MingerServerSession server() {
        MingerSettings settings = MingerSettings.defaults();
        MingerServerSession session = new MingerServerSession(
                settings,
                new MingerResponder(settings, address -> MingerStatus.ACTIVE),
                new Endpoint("192.0.2.1", 5000),
                wire,
                timers,
                answered -> {});
        session.open();
        return session;
    }

    /** DS-50. */
    @Test
    void aTcpServerAnswersEveryLineInOrderHoweverTheOctetsArrive() {
        MingerServerSession session = server();
        for (char c : "a@x.example\r\nb@x.example\nnonsense\r\n".toCharArray()) {
            session.receive(Octets.utf8(String.valueOf(c)));
        }

        assertThat(sent).containsExactly("a@x.example 5\r\n", "b@x.example 5\r\n", "nonsense 0\r\n");
        session.endOfInput();
        assertThat(wire.end).isEqualTo("finished");
        assertThat(timers.next()).isEmpty();
    }

    /** DS-57. */
    @Test
    void onlyAWholeQueryRenewsTheTimeOfATcpClient() {
        MingerServerSession session = server();
        at(12_000);
        session.receive(Octets.utf8("a@x.example\r\nb"));
        at(41_999);
        session.receive(Octets.utf8("@"));
        assertThat(wire.end).isEqualTo("");
        at(42_000);
        assertThat(wire.end).isEqualTo("finished");
        assertThat(timers.next()).isEmpty();
    }

    /** DS-57. */
    @Test
    void aTcpClientHasATotalLimitHoweverBusyItIs() {
        MingerServerSession session = server();
        for (int time = 0; time < 600_000; time += 10_000) {
            at(time);
            session.receive(Octets.utf8("a@x.example\r\n"));
            assertThat(wire.end).isEqualTo("");
        }
        at(600_000);
        assertThat(wire.end).isEqualTo("finished");
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void aTcpClientThatIsSilentOrSendsAnEndlessLineIsSentAway() {
        server();
        at(29_999);
        assertThat(wire.end).isEmpty();
        at(30_000);
        assertThat(wire.end).isEqualTo("finished");

        wire.end = "";
        server().receive(Octets.utf8("x".repeat(1100)));
        assertThat(wire.end).isEqualTo("finished");
    }

    /** DS-50. */
    @Test
    void aLineThatIsTooLongEndsTheConnectionAlsoWhenItsEndCameWithIt() {
        server().receive(Octets.utf8("a@x.example\n" + "x".repeat(1100) + "\nb@x.example\n"));

        assertThat(sent).containsExactly("a@x.example 5\r\n");
        assertThat(wire.end).isEqualTo("finished");
    }

    @Test
    void aTcpClientThatDoesNotReadItsAnswersIsNotReadFrom() {
        MingerServerSession session = server();
        session.receive(Octets.utf8("a@x.example\n".repeat(6000)));
        assertThat(wire.isReading).isFalse();
        session.sent(60_000);
        assertThat(wire.isReading).isTrue();
    }
}
