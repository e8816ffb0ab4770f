package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STARTTLS (RFC 3207) and AUTH (RFC 4954) of a server session. */
class SmtpServerTlsTest {

    private static final TlsSession TLS = new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256");
    private static final SmtpReply WELCOME = new SmtpReply(235, "2.7.0", "welcome");
    private static final SmtpReply WRONG = new SmtpReply(535, "5.7.8", "wrong");

    private final ServerDialogue dialogue = offering(true, true);

    private static ServerDialogue offering(boolean starttls, boolean auth) {
        return new ServerDialogue(
                ServerDialogue.settings().with(SmtpLimits.defaults(), new SmtpSecurity(starttls, auth)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Octets.utf8(text).toByteArray());
    }

    private void secure() {
        dialogue.line("EHLO client.test");
        dialogue.line("STARTTLS");
        dialogue.session.secured(TLS);
        dialogue.line("EHLO client.test");
    }

    @Test
    void whatIsNotOfferedIsNotImplemented() {
        ServerDialogue plain = offering(false, false);
        assertThat(plain.line("EHLO a")).doesNotContain("STARTTLS").doesNotContain("AUTH");
        assertThat(plain.line("STARTTLS")).startsWith("502 5.5.1");
        assertThat(plain.line("AUTH PLAIN")).startsWith("502 5.5.1");
    }

    @Test
    void theHandshakeBeginsAfterTheReplyAndForgetsWhatWasSaidBefore() {
        assertThat(dialogue.line("EHLO a")).contains("\r\n250-STARTTLS\r\n").doesNotContain("AUTH");
        dialogue.line("MAIL FROM:<eve@elsewhere.test>");
        assertThat(dialogue.line("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
        assertThat(dialogue.connection.calls).endsWith("send", "secure Server");
        assertThat(dialogue.policy.events).endsWith("transaction ends");

        dialogue.session.secured(TLS);
        assertThat(dialogue.policy.events).endsWith("secured by TLSv1.3");
        assertThat(dialogue.line("MAIL FROM:<eve@elsewhere.test>")).startsWith("503 5.5.1 Say EHLO");
        assertThat(dialogue.line("EHLO a"))
                .contains("\r\n250-AUTH PLAIN LOGIN\r\n")
                .doesNotContain("STARTTLS");
        assertThat(dialogue.line("STARTTLS")).startsWith("503 5.5.1 TLS is on");
    }

    /** CVE-2011-0411: a command that was slipped in before the handshake must not be obeyed after it. */
    @Test
    void whatFollowsStartTlsInTheClearEndsTheSession() {
        dialogue.line("EHLO a");
        assertThat(dialogue.raw("STARTTLS\r\nMAIL FROM:<eve@elsewhere.test>\r\n"))
                .matches("421 4\\.7\\.0 .*");
        assertThat(dialogue.connection.calls).endsWith("finish").doesNotContain("secure Server");
        assertThat(dialogue.policy.events).isEmpty();
    }

    @Test
    void aHandshakeThatTakesAMinuteIsBrokenOff() {
        dialogue.line("EHLO a");
        dialogue.line("STARTTLS");
        dialogue.pass(Duration.ofSeconds(59));
        assertThat(dialogue.connection.isOver()).isFalse();
        dialogue.pass(Duration.ofSeconds(1));
        assertThat(dialogue.connection.calls).endsWith("abort");
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void startTlsComesAfterEhloAndWithoutArgument() {
        assertThat(dialogue.line("STARTTLS")).startsWith("503 5.5.1 Say EHLO");
        dialogue.line("EHLO a");
        assertThat(dialogue.line("STARTTLS now")).startsWith("501 5.5.4");
    }

    @Test
    void noPasswordIsTakenInTheClear() {
        dialogue.line("EHLO a");
        assertThat(dialogue.line("AUTH PLAIN " + base64("\0akira\0secret"))).startsWith("538 5.7.11");
        assertThat(dialogue.policy.events).isEmpty();
    }

    @Test
    void plainWithAnInitialResponse() {
        secure();
        dialogue.policy.replies.put("akira/se cret", WELCOME);
        assertThat(dialogue.line("AUTH PLAIN " + base64("\0akira\0se cret"))).isEqualTo("235 2.7.0 welcome");
        assertThat(dialogue.line("AUTH PLAIN")).startsWith("503 5.5.1 AUTH comes once");
    }

    @Test
    void plainWithAChallenge() {
        secure();
        dialogue.policy.replies.put("akira@example.com/sécret", WELCOME);
        assertThat(dialogue.line("auth plain")).isEqualTo("334 ");
        assertThat(dialogue.line(base64("akira@example.com\0akira@example.com\0sécret")))
                .isEqualTo("235 2.7.0 welcome");
    }

    @Test
    void login() {
        secure();
        dialogue.policy.replies.put("akira/secret", WELCOME);
        assertThat(dialogue.line("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
        assertThat(dialogue.line(base64("akira"))).isEqualTo("334 UGFzc3dvcmQ6");
        assertThat(dialogue.line(base64("secret"))).isEqualTo("235 2.7.0 welcome");
    }

    @Test
    void loginWithAnInitialResponse() {
        secure();
        dialogue.policy.replies.put("akira/secret", WELCOME);
        assertThat(dialogue.line("AUTH LOGIN " + base64("akira"))).isEqualTo("334 UGFzc3dvcmQ6");
        assertThat(dialogue.line(base64("secret"))).isEqualTo("235 2.7.0 welcome");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH CRAM-MD5,                       504 5.5.4",
        "AUTH,                                504 5.5.4",
        "AUTH PLAIN !!!!,                     501 5.5.2",
        "AUTH PLAIN =,                        501 5.5.2",
        "AUTH PLAIN YWtpcmE=,                 501 5.5.2",
        "AUTH PLAIN AGEAYgBj,                 501 5.5.2",
        "AUTH PLAIN a b,                      501 5.5.4",
        "AUTH PLAIN Ym90YW4AYWtpcmEAc2VjcmV0, 535 5.7.8"
    })
    void whatMakesNoSenseIsRefused(String line, String reply) {
        secure();
        assertThat(dialogue.line(line)).startsWith(reply);
        assertThat(dialogue.policy.events).noneMatch(event -> event.startsWith("login"));
        assertThat(dialogue.line("NOOP")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    void anAsteriskCancels() {
        secure();
        dialogue.line("AUTH LOGIN");
        assertThat(dialogue.line("*")).isEqualTo("501 5.7.0 Authentication cancelled");
        assertThat(dialogue.line("NOOP")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    void aSpoiledResponseEndsTheExchange() {
        secure();
        dialogue.line("AUTH LOGIN");
        assertThat(dialogue.raw("YWtp\ncmE=\r\n")).startsWith("500 5.5.2");
        assertThat(dialogue.line("NOOP")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    void whatFollowsWaitsForTheVerdict() {
        secure();
        dialogue.policy.deferred.add("akira/secret");
        assertThat(dialogue.raw("AUTH PLAIN " + base64("\0akira\0secret") + "\r\nMAIL FROM:<akira@example.com>\r\n"))
                .isEmpty();
        dialogue.policy.decide("akira/secret", WELCOME);
        assertThat(dialogue.reply()).isEqualTo("235 2.7.0 welcome\r\n250 2.1.0 OK");
        assertThat(dialogue.line("AUTH PLAIN")).startsWith("503");
    }

    @Test
    void theThirdWrongPasswordEndsTheSession() {
        secure();
        dialogue.policy.replies.put("akira/guess", WRONG);
        String attempt = "AUTH PLAIN " + base64("\0akira\0guess");
        assertThat(dialogue.line(attempt)).isEqualTo("535 5.7.8 wrong");
        assertThat(dialogue.line(attempt)).isEqualTo("535 5.7.8 wrong");
        assertThat(dialogue.line(attempt)).matches("535 5\\.7\\.8 wrong\r\n421 4\\.7\\.0 .*");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    @Test
    void noAuthWithinATransaction() {
        secure();
        dialogue.line("MAIL FROM:<eve@elsewhere.test>");
        assertThat(dialogue.line("AUTH PLAIN")).startsWith("503 5.5.1");
    }

    /** RFC 4954 5. */
    @Test
    void mailTakesTheParameterAuthWhereAuthIsOffered() {
        secure();
        assertThat(dialogue.line("MAIL FROM:<eve@elsewhere.test> AUTH=<>")).startsWith("250");
        ServerDialogue plain = offering(true, false);
        plain.line("EHLO a");
        assertThat(plain.line("MAIL FROM:<eve@elsewhere.test> AUTH=<>")).startsWith("555");
    }
}
