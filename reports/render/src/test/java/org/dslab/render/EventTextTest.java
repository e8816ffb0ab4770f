package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dslab.history.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: events in words")
class EventTextTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:10:00Z");

    @Test
    void aReplyNamesItsCommandAndWhatDecidedIt() {
        assertWords(
                new Event.RecipientReplied(-3, "botan@example.com", 451, "4.4.3 try again", "lookup"),
                "RCPT TO:<botan@example.com> in session 3: 451 4.4.3 try again (decided by lookup)");
        assertWords(new Event.SenderReplied(-3, "", 250, "2.1.0 ok"), "MAIL FROM:<> in session 3: 250 2.1.0 ok");
    }

    @Test
    void aSenderLearnsAReplyOrNone() {
        assertWords(
                new Event.SubmissionReplied("m1", "<m1@lab>", 2, "a@b", "message", 250, "2.0.0 queued"),
                "the sender of m1, attempt 2, at message, about a@b, is told 250 2.0.0 queued");
        assertWords(
                new Event.SubmissionReplied("m1", "<m1@lab>", 1, "a@b", "connection", 0, "refused"),
                "the sender of m1, attempt 1, at connection, about a@b: no reply, refused");
    }

    @Test
    void aMingerStatusIsExplained() {
        assertWords(
                new Event.HostAnswered(4, "osaka", "a@b", 2, ""),
                "lookup 4: osaka answers 2 (bad or missing credentials) about a@b");
        assertWords(
                new Event.HostAnswered(4, "osaka", "a@b", -1, "no answer in time"),
                "lookup 4: osaka answers nothing usable (no answer in time) about a@b");
        assertWords(
                new Event.QueryAnswered("tokyo", "a@b", 3),
                "answers a Minger query of tokyo about a@b: 3 (no such address)");
    }

    @Test
    void whatHappensToWaitingMailIsSaid() {
        assertWords(
                new Event.QueueOperated("Q1", "<m1@x>", "hold", List.of("a@b")),
                "its operator says hold to Q1, <m1@x> for a@b");
        assertWords(
                new Event.DelayNotified("Q2", "Q1", "<m1@x>", "eve@c", List.of("a@b")),
                "Q2 will notify eve@c that Q1, <m1@x>, is delayed for a@b");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertWords(new Event.SiteStarted(List.of(), 1), "is up with no accounts and 1 message waiting");
        assertWords(
                new Event.MessageQueued("Q1", "", "", List.of()),
                "keeps a message without Message-ID from <> for nobody as Q1");
        assertWords(
                new Event.RecipientDeferred("Q1", "a@b", "", "451 4.4.3", AT),
                "Q1 for a@b failed for now: 451 4.4.3; next attempt at 2026-01-01T00:10:00.000000Z");
        assertWords(new Event.LookupFinished(1, "a@b", "not-found", ""), "lookup 1 ends: a@b is not-found");
        assertWords(new Event.LookupFinished(1, "a@b", "found", "osaka"), "lookup 1 ends: a@b is found at osaka");
    }

    @Test
    void whatBecomesOfAnAddressIsSaidInWords() {
        assertWords(new Event.AddressReserved("a@b"), "reserves a@b while it asks the others");
        assertWords(
                new Event.ReservationReleased("a@b", "it exists at osaka"),
                "gives the reservation of a@b up: it exists at osaka");
        assertWords(new Event.AliasCreated("a@b", "c@d"), "has the alias a@b for c@d now");
        assertWords(new Event.AccountInState("a@b", "moving"), "a@b is moving from now on");
        assertWords(new Event.AliasFollowed("Q1", "a@b", "c@d"), "Q1 for a@b, an alias, is for c@d from now on");
    }

    @Test
    void hostileContentIsMadePrintable() {
        assertWords(new Event.Warned("a\u001B[2J\nb"), "warning: a\\u001B[2J\\nb");
    }

    @Test
    void repliesHaveTheToneOfTheirCode() {
        assertThat(Tone.of(new Event.SenderReplied(1, "", 250, ""))).isEqualTo(Tone.GOOD);
        assertThat(Tone.of(new Event.SenderReplied(1, "", 451, ""))).isEqualTo(Tone.WAIT);
        assertThat(Tone.of(new Event.SenderReplied(1, "", 550, ""))).isEqualTo(Tone.BAD);
        assertThat(Tone.of(new Event.SubmissionReplied("m", "", 1, "a@b", "connection", 0, "")))
                .isEqualTo(Tone.WAIT);
        assertThat(Tone.of(new Event.MessageDone("Q1"))).isEqualTo(Tone.PLAIN);
    }

    private static void assertWords(Event event, String words) {
        assertThat(EventText.of(event)).isEqualTo(words);
    }
}
