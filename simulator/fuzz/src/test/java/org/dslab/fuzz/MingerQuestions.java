package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.DatagramPort;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerResponder;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.minger.MingerUdpExchange;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.time.Timers;

/** Questions to a responder: strange ones, and those of another site. */
final class MingerQuestions {

    private final FuzzedDataProvider data;

    MingerQuestions(FuzzedDataProvider data) {
        this.data = data;
    }

    void areAnsweredInTheirForm() {
        MingerResponder responder = MingerWords.responder(MingerWords.password(data));
        Octets question = Octets.latin1(MingerWords.text(data));
        Optional<MingerResponder.Answered> answered = responder.answer(MingerWords.CLIENT, question);
        if (answered.isEmpty()) {
            return;
        }
        String asked = question.latin1();
        String answer = answered.get().octets().latin1();
        String mailbox = answer.substring(0, answer.length() - 2);
        boolean isForm = answer.endsWith(" " + answered.get().status().code()) && asked.startsWith(mailbox);
        if (!isForm || mailbox.isEmpty() || answer.length() > 1026) {
            throw new AssertionError(asked + " was answered " + answer);
        }
    }

    /** There and back: what the directory says arrives, if both have the same password or none is needed. */
    void areUnderstoodByAnotherSite() {
        Optional<Secret> ours = MingerWords.password(data);
        Optional<Secret> theirs = MingerWords.password(data);
        EmailAddress mailbox = data.consumeBoolean()
                ? EmailAddress.of(MingerWords.mailbox(data))
                : EmailAddress.parse(data.consumeRemainingAsString()).orElse(EmailAddress.of("akira@example.com"));
        List<HostAnswer> answers = new ArrayList<>();
        List<Octets> sent = new ArrayList<>();
        Timers timers = new Timers();
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        MingerUdpExchange exchange = new MingerUdpExchange(
                mailbox.toString(), ours, List.of(), Duration.ofSeconds(2), portOf(sent), timers, answers::add);
        exchange.start();
        Optional<MingerResponder.Answered> answered =
                MingerWords.responder(theirs).answer(MingerWords.CLIENT, sent.getFirst());
        exchange.received(answered.orElseThrow(() -> new AssertionError("no answer to " + sent))
                .octets());
        MingerStatus expected =
                theirs.isPresent() && ours.isEmpty() ? MingerStatus.BAD_CREDENTIALS : MingerWords.statusOf(mailbox);
        if (!answers.equals(List.of(new HostAnswer.Status(expected)))) {
            throw new AssertionError(sent + " was answered " + answers + " instead of " + expected);
        }
    }

    static DatagramPort portOf(List<Octets> sent) {
        return new DatagramPort() {
            private boolean isClosed;

            @Override
            public void send(Octets octets) {
                if (isClosed) {
                    throw new AssertionError("sent from a closed socket");
                }
                sent.add(octets);
            }

            @Override
            public void close() {
                isClosed = true;
            }
        };
    }
}
