package org.dslab.engine.smtp;

import java.util.Optional;
import java.util.function.Consumer;

/** A place in the order of replies, taken when the command came and filled when it is decided. */
final class AwaitedReply implements Decision {

    private final Consumer<SmtpReply> whenItsTurn;
    private final Runnable decided;
    private Optional<SmtpReply> reply = Optional.empty();

    /**
     * @param whenItsTurn run once all earlier commands are answered
     * @param decided run as soon as the reply is known
     */
    AwaitedReply(Consumer<SmtpReply> whenItsTurn, Runnable decided) {
        this.whenItsTurn = whenItsTurn;
        this.decided = decided;
    }

    @Override
    public void reply(SmtpReply answer) {
        if (reply.isPresent()) {
            throw new IllegalStateException("decided twice: " + reply.get() + ", then " + answer);
        }
        reply = Optional.of(answer);
        decided.run();
    }

    Optional<SmtpReply> reply() {
        return reply;
    }

    void takeTurn(SmtpReply answer) {
        whenItsTurn.accept(answer);
    }
}
