package org.dslab.lab.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.SpoolState;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Mail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sender outside submits, is told, and tries again (LAB-02, RFC 5321 4.5.4.1)")
class SubmissionTest {

    private static final SmtpReply LATER = new SmtpReply(451, "4.4.3", "Later");
    private static final SmtpReply NO = new SmtpReply(550, "5.1.1", "No");

    private final OutsideBench bench = new OutsideBench(AddressPlan.OUTSIDE, OutsideSettings.defaults());

    private static Mail mail(String... to) {
        return new Mail("m1", "eve@elsewhere.test", List.of(to), "tokyo", 0, true);
    }

    @Test
    void startingDoesNothing() {
        bench.give(new Input.Started(SpoolState.EMPTY, 1));
        assertThat(bench.effects).isEmpty();
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    void aMailIsComposedAndSubmitted() {
        bench.submit(mail("Botan@example.com", "akira@example.com"));
        assertThat(bench.effects).contains(new Effect.Reply(7, new Submit.Begun()));
        assertThat(bench.history)
                .containsExactly(
                        "+0 submitted m1 <m1@lab.invalid> [Botan@example.com, akira@example.com] via tokyo",
                        "+0 attempt 1 Botan@example.com message 250 2.0.0 OK",
                        "+0 attempt 1 akira@example.com message 250 2.0.0 OK");
        assertThat(bench.taken).hasSize(1);
        OutsideBench.Taken message = bench.taken.getFirst();
        assertThat(message.node()).isEqualTo("tokyo");
        assertThat(message.sender()).isEqualTo("eve@elsewhere.test");
        assertThat(message.recipients()).containsExactly("Botan@example.com", "akira@example.com");
        assertThat(message.text()).startsWith("""
                        From: <eve@elsewhere.test>\r
                        To: <Botan@example.com>,\r
                         <akira@example.com>\r
                        Subject: m1\r
                        Date: Sun, 1 Mar 2026 09:30:00 +0000\r
                        Message-ID: <m1@lab.invalid>\r
                        \r
                        """);
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    void theMessageBeginsWithTheHeaderFieldsOfTheScenario() {
        bench.submit(new Mail(
                "m1",
                "",
                List.of("botan@example.com"),
                "tokyo",
                0,
                true,
                List.of("Received: by x; today", "X-Note: y")));
        assertThat(bench.taken.getFirst().text()).startsWith("Received: by x; today\r\nX-Note: y\r\nFrom: <");
    }

    @Test
    void theBodyHasTheSizeThatTheScenarioAsksFor() {
        for (int size : new int[] {1, 2, 3, 41, 42, 43, 44, 45, 100, 200_000}) {
            bench.submit(new Mail("m" + size, "", List.of("botan@example.com"), "tokyo", size, true));
            String text = bench.taken.getLast().text();
            String body = text.substring(text.indexOf("\r\n\r\n") + 4);
            // A body that does not end with CRLF gets one on its way.
            assertThat(body.length()).isEqualTo(size == 1 ? 2 : size);
            assertThat(body).endsWith("\r\n");
        }
    }

    @Test
    @DisplayName("10, 20 and 30 min apart, then hourly, until five days are over")
    void triesAgainByItsSchedule() {
        bench.down("tokyo");
        bench.submit(mail("botan@example.com"));
        bench.pass(Duration.ofDays(6));
        assertThat(bench.history.subList(1, 11))
                .containsExactly(
                        "+0 attempt 1 botan@example.com connection 0 connection refused",
                        "+0 retry botan@example.com at +10",
                        "+10 attempt 2 botan@example.com connection 0 connection refused",
                        "+10 retry botan@example.com at +30",
                        "+30 attempt 3 botan@example.com connection 0 connection refused",
                        "+30 retry botan@example.com at +60",
                        "+60 attempt 4 botan@example.com connection 0 connection refused",
                        "+60 retry botan@example.com at +120",
                        "+120 attempt 5 botan@example.com connection 0 connection refused",
                        "+120 retry botan@example.com at +180");
        int fiveDays = 5 * 24 * 60;
        assertThat(bench.history)
                .endsWith(
                        "+" + fiveDays + " attempt 123 botan@example.com connection 0 connection refused",
                        "+" + fiveDays + " gave up botan@example.com: connection refused");
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    @DisplayName("DS-11: only the recipients that were put off are tried again")
    void triesAgainRecipientByRecipient() {
        bench.reply("botan@example.com", LATER, LATER);
        bench.reply("nobody@example.com", NO);
        bench.submit(mail("akira@example.com", "botan@example.com", "nobody@example.com"));
        bench.pass(Duration.ofHours(1));
        assertThat(bench.history.subList(1, bench.history.size()))
                .containsExactly(
                        "+0 attempt 1 akira@example.com message 250 2.0.0 OK",
                        "+0 attempt 1 botan@example.com rcpt 451 4.4.3 Later",
                        "+0 attempt 1 nobody@example.com rcpt 550 5.1.1 No",
                        "+0 retry botan@example.com at +10",
                        "+0 gave up nobody@example.com: 550 5.1.1 No",
                        "+10 attempt 2 botan@example.com rcpt 451 4.4.3 Later",
                        "+10 retry botan@example.com at +30",
                        "+30 attempt 3 botan@example.com message 250 2.0.0 OK");
        assertThat(bench.taken)
                .extracting(OutsideBench.Taken::recipients)
                .containsExactly(List.of("akira@example.com"), List.of("botan@example.com"));
    }

    @Test
    void aSenderWithoutRetriesGivesUpAtOnce() {
        bench.reply("botan@example.com", LATER);
        bench.submit(new Mail("m1", "", List.of("botan@example.com"), "tokyo", 0, false));
        assertThat(bench.history)
                .endsWith(
                        "+0 attempt 1 botan@example.com rcpt 451 4.4.3 Later",
                        "+0 gave up botan@example.com: 451 4.4.3 Later");
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    void tellsAtWhichStageItWasRefused() {
        bench.reply("<eve@elsewhere.test>", NO);
        bench.submit(mail("botan@example.com"));
        assertThat(bench.history).contains("+0 attempt 1 botan@example.com mail 550 5.1.1 No");
        bench.reply("message", new SmtpReply(554, "5.4.6", "Loop"));
        bench.submit(mail("botan@example.com"));
        assertThat(bench.history).contains("+0 attempt 1 botan@example.com message 554 5.4.6 Loop");
    }

    @Test
    void aSiteThatComesBackGetsTheMail() {
        bench.down("tokyo");
        bench.submit(mail("botan@example.com"));
        bench.up("tokyo");
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.history).endsWith("+10 attempt 2 botan@example.com message 250 2.0.0 OK");
    }

    @Test
    void followsTheScenariosOwnSchedule() {
        OutsideBench hasty = new OutsideBench(
                AddressPlan.OUTSIDE,
                new OutsideSettings(
                        List.of(Duration.ofMinutes(1)),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Optional.empty()));
        hasty.down("tokyo");
        hasty.submit(mail("botan@example.com"));
        hasty.pass(Duration.ofHours(1));
        assertThat(hasty.history).filteredOn(line -> line.contains("attempt")).hasSize(3);
        assertThat(hasty.history).endsWith("+3 gave up botan@example.com: connection refused");
    }

    @Test
    @DisplayName("The same inputs have the same effects")
    void isDeterministic() {
        List<List<Effect>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            OutsideBench again = new OutsideBench(AddressPlan.OUTSIDE, OutsideSettings.defaults());
            again.reply("botan@example.com", LATER, LATER, NO);
            again.submit(mail("botan@example.com", "akira@example.com"));
            again.pass(Duration.ofHours(2));
            runs.add(again.effects);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSizeGreaterThan(15);
    }
}
