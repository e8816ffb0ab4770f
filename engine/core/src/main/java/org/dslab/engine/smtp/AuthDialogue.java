package org.dslab.engine.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.settings.Secret;

/** One AUTH exchange (RFC 4954) with PLAIN (RFC 4616) or LOGIN: what the client says in, what is to be done out. */
final class AuthDialogue {

    static final String MECHANISMS = "PLAIN LOGIN";

    private static final String CANCEL = "*";
    private static final String EMPTY_RESPONSE = "=";
    private static final char NUL = 0;

    sealed interface Step {
        /** Say this with 334, and pass on what comes. */
        record Challenge(SmtpReply reply) implements Step {}

        record Refused(SmtpReply reply) implements Step {}

        record Complete(Credentials credentials) implements Step {}
    }

    private enum Wanted {
        PLAIN_RESPONSE,
        LOGIN_NAME,
        LOGIN_PASSWORD
    }

    private Wanted wanted;
    private String name = "";

    private AuthDialogue(Wanted wanted) {
        this.wanted = wanted;
    }

    /** The exchange for a mechanism; empty if it is not known. */
    static Optional<AuthDialogue> of(String mechanism) {
        return switch (AsciiCase.upper(mechanism)) {
            case "PLAIN" -> Optional.of(new AuthDialogue(Wanted.PLAIN_RESPONSE));
            case "LOGIN" -> Optional.of(new AuthDialogue(Wanted.LOGIN_NAME));
            default -> Optional.empty();
        };
    }

    /** The first step, with the initial response if the command had one. */
    Step begin(String initialResponse) {
        if (initialResponse.equals(EMPTY_RESPONSE)) {
            return respond("");
        }
        return initialResponse.isEmpty() ? challenge() : respond(initialResponse);
    }

    /** The next line from the client. */
    Step answer(String line) {
        return line.equals(CANCEL) ? new Step.Refused(Replies.AUTH_CANCELLED) : respond(line);
    }

    private Step challenge() {
        String text = switch (wanted) {
            case PLAIN_RESPONSE -> "";
            case LOGIN_NAME -> "Username:";
            case LOGIN_PASSWORD -> "Password:";
        };
        return new Step.Challenge(
                new SmtpReply(334, "", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII))));
    }

    private Step respond(String base64) {
        String response;
        try {
            response = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new Step.Refused(Replies.BAD_AUTH_RESPONSE);
        }
        return switch (wanted) {
            case PLAIN_RESPONSE -> plain(response);
            case LOGIN_NAME -> {
                name = response;
                wanted = Wanted.LOGIN_PASSWORD;
                yield challenge();
            }
            case LOGIN_PASSWORD -> new Step.Complete(new Credentials(name, new Secret(response)));
        };
    }

    /** {@code [authzid] NUL authcid NUL passwd}; nobody here may act for another. */
    private static Step plain(String response) {
        int first = response.indexOf(NUL);
        int second = response.indexOf(NUL, first + 1);
        if (first < 0 || second < 0 || response.indexOf(NUL, second + 1) >= 0) {
            return new Step.Refused(Replies.BAD_AUTH_RESPONSE);
        }
        String actingFor = response.substring(0, first);
        String name = response.substring(first + 1, second);
        if (!actingFor.isEmpty() && !actingFor.equals(name)) {
            return new Step.Refused(Replies.AUTH_FAILED);
        }
        return new Step.Complete(new Credentials(name, new Secret(response.substring(second + 1))));
    }
}
