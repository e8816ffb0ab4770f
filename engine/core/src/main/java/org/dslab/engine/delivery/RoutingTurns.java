package org.dslab.engine.delivery;

import java.util.function.Consumer;
import org.dslab.engine.sharing.Inquiry;

/**
 * Recipients whose route has to be found out, perhaps by asking others. They take turns, so that a long queue leaves most
 * of the lookups that a site may have under way to the clients that wait for a reply.
 */
final class RoutingTurns {

    private final Turns turns;

    RoutingTurns(Turns turns) {
        this.turns = turns;
    }

    /** Does this in its turn. */
    void begin(Runnable work) {
        turns.begin(work);
    }

    /** Begins a question and tells its outcome, perhaps at once. */
    interface Question<T> {
        Inquiry ask(Consumer<T> done);
    }

    /** Waits in line; whoever takes the recipient away from there takes its turn, too. */
    private static final class Line implements WaitingPlace {
        @Override
        public void leave(PendingRecipient recipient) {
            // When its turn comes it is not here any more.
        }
    }

    void decide(PendingRecipient recipient, Consumer<PendingRecipient> decision) {
        Line line = new Line();
        recipient.waitsAt(line);
        turns.begin(() -> {
            if (recipient.isAt(line)) {
                recipient.isInFlight();
                decision.accept(recipient);
            }
        });
    }

    /** Asks about the recipient, which can be taken away until the outcome is there. */
    <T> void ask(PendingRecipient recipient, Question<T> question, Consumer<T> decided) {
        recipient.isInFlight();
        boolean[] isAnswered = new boolean[1];
        turns.hold();
        Inquiry inquiry = question.ask(outcome -> {
            isAnswered[0] = true;
            recipient.isInFlight();
            decided.accept(outcome);
            turns.release();
        });
        if (!isAnswered[0]) {
            recipient.waitsAt(gone -> {
                inquiry.cancel();
                turns.release();
            });
        }
    }
}
