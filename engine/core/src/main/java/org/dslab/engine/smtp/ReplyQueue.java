package org.dslab.engine.smtp;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** Replies in the order of their commands, some not decided yet (DS-11, RFC 2920). */
final class ReplyQueue {

    private static final int MAX_AWAITED = 100;

    private final ArrayDeque<AwaitedReply> awaited = new ArrayDeque<>(2);
    private final Runnable decided;
    /** Replies to RCPT among the awaited ones. */
    private int recipients;

    /**
     * @param decided run whenever a reply becomes known
     */
    ReplyQueue(Runnable decided) {
        this.decided = decided;
    }

    boolean isEmpty() {
        return awaited.isEmpty();
    }

    boolean isFull() {
        return awaited.size() >= MAX_AWAITED;
    }

    /** Whether one more RCPT may be asked about before the earlier replies are known. */
    boolean letsRecipientOvertake() {
        return recipients == awaited.size();
    }

    /** A reply that is known. */
    void say(SmtpReply reply) {
        await(ignored -> {}).reply(reply);
    }

    /** The place for a reply; {@code whenItsTurn} runs when all earlier ones are taken. */
    AwaitedReply await(Consumer<SmtpReply> whenItsTurn) {
        AwaitedReply reply = new AwaitedReply(whenItsTurn, decided);
        awaited.add(reply);
        return reply;
    }

    /** The place for a reply to RCPT. */
    AwaitedReply awaitRecipient(Consumer<SmtpReply> whenItsTurn) {
        recipients++;
        return await(reply -> {
            recipients--;
            whenItsTurn.accept(reply);
        });
    }

    /** Takes the next reply, if it is known. */
    Optional<SmtpReply> next() {
        if (awaited.isEmpty()) {
            return Optional.empty();
        }
        Optional<SmtpReply> reply = awaited.peek().reply();
        reply.ifPresent(known -> awaited.remove().takeTurn(known));
        return reply;
    }

    void clear() {
        awaited.clear();
    }
}
