package org.dslab.engine.smtp;

import java.time.Duration;

/** A client session from the server's greeting until it is ready: EHLO, STARTTLS where wanted, EHLO again; or HELO. */
final class ClientIntroduction {

    /** RFC 3207 leaves it open; a server that is alive needs no more. */
    private static final Duration HANDSHAKE = Duration.ofMinutes(1);

    /** RFC 3463 3.8: a security feature is not supported. */
    private static final String NOT_SUPPORTED = "4.7.4";
    /** RFC 3463 3.8: cryptographic failure. */
    private static final String FAILED = "4.7.5";

    /** What is to be done next. */
    sealed interface Next {
        record Say(String command, Duration limit) implements Next {}

        /** Begin the handshake. */
        record Secure(Duration limit) implements Next {}

        record Ready() implements Next {}

        record Refused(String cause) implements Next {}

        /** TLS is required and cannot be had. */
        record NotPrivate(String status, String cause) implements Next {}
    }

    private enum Stage {
        GREETING,
        EHLO,
        HELO,
        STARTTLS,
        HANDSHAKE
    }

    private final SmtpTimeLimits limits;
    private final String hostname;
    private final ClientTls tls;
    private Stage stage = Stage.GREETING;
    private PeerExtensions peer = PeerExtensions.NONE;
    private boolean secured;

    ClientIntroduction(SmtpTimeLimits limits, String hostname, ClientTls tls) {
        this.limits = limits;
        this.hostname = hostname;
        this.tls = tls;
    }

    /** What the server can do, as far as it has said so. */
    PeerExtensions peer() {
        return peer;
    }

    boolean isShakingHands() {
        return stage == Stage.HANDSHAKE;
    }

    /** The status for a handshake that came to nothing. */
    String failure() {
        return FAILED;
    }

    Next reply(ServerReply received) {
        SmtpReply reply = received.onOneLine();
        return switch (stage) {
            case GREETING -> reply.code() == 220 ? hello() : refused(reply);
            case EHLO -> ehlo(received, reply);
            case HELO -> reply.isPositive() ? ready() : refused(reply);
            case STARTTLS -> startTls(reply);
            case HANDSHAKE -> throw new IllegalStateException("a reply within the handshake");
        };
    }

    /** The handshake is done: what the server said before does not count (RFC 3207 4.2). */
    Next secured() {
        secured = true;
        peer = PeerExtensions.NONE;
        return hello();
    }

    private Next hello() {
        stage = Stage.EHLO;
        return new Next.Say("EHLO " + hostname, limits.mail());
    }

    private Next ehlo(ServerReply received, SmtpReply reply) {
        if (reply.isPositive()) {
            peer = PeerExtensions.parse(received);
            if (tls.use() == ClientTls.Use.NEVER || secured || !peer.startTls()) {
                return ready();
            }
            stage = Stage.STARTTLS;
            return new Next.Say("STARTTLS", limits.mail());
        }
        if (reply.isPermanent()) {
            // RFC 5321 3.2: an old server does not know EHLO.
            stage = Stage.HELO;
            return new Next.Say("HELO " + hostname, limits.mail());
        }
        return refused(reply);
    }

    private Next startTls(SmtpReply reply) {
        if (reply.code() == 220) {
            stage = Stage.HANDSHAKE;
            return new Next.Secure(HANDSHAKE);
        }
        return tls.isRequired()
                ? new Next.NotPrivate(NOT_SUPPORTED, "TLS is required, and the server refuses it: " + reply.line())
                : new Next.Ready();
    }

    private Next ready() {
        return tls.isRequired() && !secured
                ? new Next.NotPrivate(NOT_SUPPORTED, "TLS is required, and the server does not offer it")
                : new Next.Ready();
    }

    private static Next refused(SmtpReply reply) {
        return new Next.Refused("the server refuses service: " + reply.line());
    }
}
