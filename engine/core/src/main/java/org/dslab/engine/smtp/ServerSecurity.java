package org.dslab.engine.smtp;

import java.util.Optional;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.settings.SmtpSecurity;

/** STARTTLS (RFC 3207) and AUTH (RFC 4954) of one server session: whether it is private, and whose it is. */
final class ServerSecurity {

    /** Wrong passwords in one session. */
    private static final int MAX_FAILURES = 3;

    private final SmtpSecurity offers;
    private final SmtpServerPolicy policy;
    private final ReplyQueue replies;
    private Optional<AuthDialogue> login = Optional.empty();
    private boolean secured;
    private boolean authenticated;
    private int failures;

    ServerSecurity(SmtpSecurity offers, SmtpServerPolicy policy, ReplyQueue replies) {
        this.offers = offers;
        this.policy = policy;
        this.replies = replies;
    }

    boolean announcesTls() {
        return offers.starttls() && !secured;
    }

    boolean announcesAuth() {
        return offers.auth() && secured;
    }

    boolean hasFailedTooOften() {
        return failures >= MAX_FAILURES;
    }

    /** Whether the handshake is to begin; if not, the client is told why. */
    boolean mayStart(Hello hello, CommandReader input) {
        if (!offers.starttls()) {
            replies.say(Replies.NOT_IMPLEMENTED);
        } else if (secured) {
            replies.say(Replies.SECURED_ALREADY);
        } else if (hello.isMissing()) {
            replies.say(Replies.EHLO_FIRST);
        } else if (!input.isEmpty()) {
            replies.say(Replies.NOT_AFTER_STARTTLS);
        } else {
            return true;
        }
        return false;
    }

    void secured(TlsSession session) {
        secured = true;
        policy.secured(session);
    }

    /** AUTH; returns whether the next line belongs to it. */
    boolean begin(String argument, Hello hello, boolean isInTransaction) {
        if (!offers.auth()) {
            replies.say(Replies.NOT_IMPLEMENTED);
        } else if (!secured) {
            replies.say(Replies.TLS_FIRST);
        } else if (hello.isMissing() || authenticated || isInTransaction) {
            replies.say(Replies.AUTH_NOT_NOW);
        } else {
            String[] words = argument.split(" +", -1);
            login = AuthDialogue.of(words[0]);
            if (words.length > 2) {
                replies.say(Replies.BAD_PARAMETER);
            } else if (login.isEmpty()) {
                replies.say(Replies.UNKNOWN_MECHANISM);
            } else {
                return take(login.get().begin(words.length > 1 ? words[1] : ""));
            }
        }
        return false;
    }

    /** A line that belongs to AUTH; returns whether the next one does too. */
    boolean answer(String line) {
        return take(login.orElseThrow().answer(line));
    }

    private boolean take(AuthDialogue.Step step) {
        return switch (step) {
            case AuthDialogue.Step.Challenge(SmtpReply challenge) -> {
                replies.say(challenge);
                yield true;
            }
            case AuthDialogue.Step.Refused(SmtpReply refusal) -> {
                replies.say(refusal);
                yield false;
            }
            case AuthDialogue.Step.Complete(Credentials credentials) -> {
                login = Optional.empty();
                policy.authenticate(credentials, replies.await(reply -> {
                    authenticated = reply.isPositive();
                    failures += reply.isPermanent() ? 1 : 0;
                }));
                yield false;
            }
        };
    }
}
