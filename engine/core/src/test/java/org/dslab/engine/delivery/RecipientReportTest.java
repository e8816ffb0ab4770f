package org.dslab.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What notifications say of single recipients (RFC 3464 2.3, RFC 3463, RFC 6533 3). */
class RecipientReportTest {

    private static RecipientReport report(String recipient, String reply) {
        return new RecipientReport(EmailAddress.of(recipient), reply, Optional.empty(), Optional.empty());
    }

    /** DS-34: the status of the last attempt, else 4.4.7. */
    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such user, 5.1.1",
        "550 5.1.1, 5.1.1",
        "450 4.2.1 later, 4.2.1",
        "451 later, 4.0.0",
        "550 5.1 is no code, 5.0.0",
        "550 5.1.1234 is none either, 5.0.0",
        "550 2.1.5 is of no use, 5.0.0",
        "4.4.1 connection refused, 4.4.1",
        "5.4.6 mail loop, 5.4.6",
        "'', 4.4.7"
    })
    void theStatusIsThatOfTheLastReply(String reply, String status) {
        assertThat(report("a@example.com", reply).status()).isEqualTo(status);
    }

    /** DS-34. */
    @Test
    void aReplyOfANextHopIsToldFromACauseOfOurOwn() {
        assertThat(RecipientReport.isRemote("550 no")).isTrue();
        assertThat(RecipientReport.isRemote("4.4.1 no")).isFalse();
        assertThat(RecipientReport.isRemote("")).isFalse();
    }

    /** DS-34. */
    @Test
    void anInternationalAddressIsWrittenInSevenBits() {
        assertThat(report("b\u00fccher+\u03b1@example.com", "").sevenBit())
                .isEqualTo("b\\x{FC}cher\\x{2B}\\x{3B1}@example.com");
        assertThat(report("plain+detail@example.com", "").sevenBit()).isEqualTo("plain+detail@example.com");
        MailText text = new MailText();
        report("\u03b1@example.com", "550 5.1.1 no").appendTo(text, StatusNotification.Action.FAILED, Instant.EPOCH);
        assertThat(text.toString()).startsWith("Final-Recipient: utf-8; \\x{3B1}@example.com\r\nAction: failed\r\n");
    }

    /** DS-34. */
    @ParameterizedTest
    @CsvSource({"osaka.example, osaka.example", "192.0.2.20, [192.0.2.20]", "2001:db8::1, [IPv6:2001:db8::1]"})
    void theRemoteHostIsNamedByNameOrLiteral(String host, String named) {
        MailText text = new MailText();
        new RecipientReport(EmailAddress.of("a@example.com"), "550 no", Optional.of(host), Optional.empty())
                .appendTo(text, StatusNotification.Action.FAILED, Instant.EPOCH);
        assertThat(text.toString()).contains("Remote-MTA: dns; " + named + "\r\n");
    }

    /** DS-34: nothing that others say can begin a line of ours, or make one too long. */
    @Test
    void whatOthersSayStaysOnItsLine() {
        MailText text = new MailText();
        text.line("Diagnostic-Code: smtp; 550 a\r\nAction: delivered\u0000");
        text.asciiLine("caf\u00e9");
        text.line("x".repeat(2000));
        assertThat(text.toString().split("\r\n", -1))
                .hasSize(4)
                .startsWith("Diagnostic-Code: smtp; 550 a??Action: delivered?", "caf?")
                .allMatch(line -> line.length() <= 998);
    }
}
