package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CloseCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** STARTTLS of a client session (RFC 3207, RFC 7435, DS-74). */
class SmtpClientTlsTest {

    private static final HostPort MX = new HostPort("mx.test", 25);
    private static final String OFFER = "250-mx.test\r\n250-PIPELINING\r\n250 STARTTLS\r\n";

    private static ClientDialogue greeted(ClientTls.Use use) {
        ClientDialogue dialogue = new ClientDialogue(new ClientTls(use, MX));
        dialogue.session.opened();
        dialogue.server("220 mx.test\r\n");
        return dialogue;
    }

    @Test
    void tlsIsUsedWhereItIsOffered() {
        ClientDialogue dialogue = greeted(ClientTls.Use.IF_OFFERED);
        assertThat(dialogue.server(OFFER)).isEqualTo("STARTTLS\r\n");
        assertThat(dialogue.server("220 Go ahead\r\n")).isEmpty();
        assertThat(dialogue.connection.calls).endsWith("secure Opportunistic");
        assertThat(dialogue.events).isEmpty();

        dialogue.session.secured();
        assertThat(dialogue.said()).isEqualTo("EHLO client.test\r\n");
        dialogue.server("250 mx.test\r\n");
        assertThat(dialogue.events).containsExactly("ready");
        dialogue.session.transact(ClientDialogue.message(1, "a@x.test", "b@x.test"));
        assertThat(dialogue.said())
                .as("the extensions announced in the clear do not count")
                .isEqualTo("MAIL FROM:<eve@elsewhere.test>\r\n");
    }

    @Test
    void withoutAnOfferMailGoesInTheClearUnlessTlsIsRequired() {
        ClientDialogue dialogue = greeted(ClientTls.Use.IF_OFFERED);
        dialogue.server("250 mx.test\r\n");
        assertThat(dialogue.events).containsExactly("ready");
        ClientDialogue refused = greeted(ClientTls.Use.IF_OFFERED);
        refused.server(OFFER);
        refused.server("454 4.7.0 No entropy\r\n");
        assertThat(refused.events).containsExactly("ready");
        ClientDialogue never = greeted(ClientTls.Use.NEVER);
        never.server(OFFER);
        assertThat(never.events).containsExactly("ready");
    }

    /** DS-74. */
    @Test
    void whereTlsIsRequiredNothingIsSentWithoutIt() {
        ClientDialogue none = greeted(ClientTls.Use.ALWAYS);
        assertThat(none.server("250 mx.test\r\n")).isEmpty();
        assertThat(none.events)
                .containsExactly("no TLS: 4.7.4", "ended: TLS is required, and the server does not offer it");
        assertThat(none.connection.calls).endsWith("finish");

        ClientDialogue refused = greeted(ClientTls.Use.ALWAYS);
        refused.server(OFFER);
        assertThat(refused.server("454 4.7.0 No entropy\r\n")).isEmpty();
        assertThat(refused.events)
                .containsExactly(
                        "no TLS: 4.7.4", "ended: TLS is required, and the server refuses it: 454 4.7.0 No entropy");

        ClientDialogue helo = greeted(ClientTls.Use.ALWAYS);
        helo.server("500 What?\r\n");
        assertThat(helo.server("250 mx.test\r\n")).isEmpty();
        assertThat(helo.events).startsWith("no TLS: 4.7.4");
    }

    /** DS-74. */
    @Test
    void whereTlsIsRequiredTheCertificateIsVerified() {
        ClientDialogue dialogue = greeted(ClientTls.Use.ALWAYS);
        dialogue.server(OFFER);
        dialogue.server("220 Go ahead\r\n");
        assertThat(dialogue.connection.calls).endsWith("secure Verified");
        dialogue.session.closed(CloseCause.NOT_VERIFIED);
        assertThat(dialogue.events).containsExactly("no TLS: 4.7.5", "ended: certificate not verified");
    }

    @ParameterizedTest
    @EnumSource(names = {"IF_OFFERED", "ALWAYS"})
    void aHandshakeThatFailsOrNeverEndsIsToldAsSuch(ClientTls.Use use) {
        ClientDialogue failing = greeted(use);
        failing.server(OFFER);
        failing.server("220 Go ahead\r\n");
        failing.session.closed(CloseCause.TLS_FAILED);
        assertThat(failing.events).containsExactly("no TLS: 4.7.5", "ended: TLS failed");

        ClientDialogue endless = greeted(use);
        endless.server(OFFER);
        endless.server("220 Go ahead\r\n");
        endless.pass(Duration.ofMinutes(1));
        assertThat(endless.events).containsExactly("no TLS: 4.7.5", "ended: no reply in time");
        assertThat(endless.connection.calls).endsWith("abort");
    }

    /** CVE-2011-0411, the other way round: a reply that was slipped in before the handshake. */
    @ParameterizedTest
    @EnumSource(names = {"IF_OFFERED", "ALWAYS"})
    void whatFollowsTheReplyToStartTlsInTheClearBreaksTheSessionOff(ClientTls.Use use) {
        ClientDialogue dialogue = greeted(use);
        dialogue.server(OFFER);
        assertThat(dialogue.server("220 Go ahead\r\n250 mx.test\r\n")).isEmpty();
        assertThat(dialogue.connection.calls).endsWith("abort").noneMatch(call -> call.startsWith("secure"));
        assertThat(dialogue.events).contains("ended: something followed the reply to STARTTLS");
    }
}
