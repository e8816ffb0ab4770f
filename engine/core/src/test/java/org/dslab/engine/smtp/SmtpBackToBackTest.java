package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Client and server understand each other however the network cuts and delays what they say")
class SmtpBackToBackTest {

    @Test
    void everyMessageArrivesAsItWasSent() {
        int delivered = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Octets> bodies = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                bodies.add(body(random));
            }
            PairOfSessions pair = new PairOfSessions(random, bodies);
            pair.run();
            assertThat(pair.outcomes).as("outcomes, seed " + seed).isEqualTo(pair.expectedOutcomes);
            assertThat(pair.policy.messages).as("messages, seed " + seed).isEqualTo(pair.expectedMessages);
            assertThat(pair.end).as("end, seed " + seed).isEqualTo("quit");
            assertThat(pair.timers.next()).isEmpty();
            delivered += pair.policy.messages.size();
        }
        assertThat(delivered).isGreaterThan(250);
    }

    private static Octets body(SplittableRandom random) {
        List<String> parts =
                List.of(".", "..", "\r\n", "\r\n.\r\n", "\r\n..", "text", "\r\n\r\n", "x".repeat(900) + "\r\n");
        StringBuilder body = new StringBuilder();
        int length = random.nextInt(10) == 0 ? 1000 : random.nextInt(30);
        for (int i = 0; i < length; i++) {
            body.append(parts.get(random.nextInt(parts.size())));
        }
        return Octets.latin1(body.toString());
    }
}
