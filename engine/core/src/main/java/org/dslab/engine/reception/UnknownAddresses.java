package org.dslab.engine.reception;

import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dslab.engine.limit.ClientCounts;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.Standing;
import org.dslab.engine.smtp.SmtpReply;

/**
 * The limit of unknown recipients and senders per client, together (DS-57): each costs a question to every host, and tells a
 * stranger which addresses there are. What is being looked up for a client might be unknown, so no more is asked at once
 * than the limit leaves; the rest waits in line, over all connections of the client. Clients that the site knows, the
 * trusted and the sharing hosts, are not limited.
 */
public final class UnknownAddresses {

    static final SmtpReply TOO_MANY =
            new SmtpReply(421, "4.7.0", "too many unknown addresses from your address, try again later");

    private final ClientCounts unknown;
    private final Predicate<String> isKnown;
    private final TreeMap<String, Line> lines = new TreeMap<>();

    /**
     * Nobody has named any yet.
     *
     * @param unknown how many each client has named lately
     * @param isKnown whether a client is not limited, by its numeric address
     */
    public UnknownAddresses(ClientCounts unknown, Predicate<String> isKnown) {
        this.unknown = unknown;
        this.isKnown = isKnown;
    }

    /** Begins a lookup for a client of this standing, and tells its outcome. */
    interface Question<T> {
        Inquiry ask(Standing standing, Consumer<T> done);
    }

    /**
     * Asks for the client as soon as it may.
     *
     * @param done called once, unless {@code tooMany} is run or the inquiry is cancelled
     * @param tooMany the client is over its limit
     */
    <T> Inquiry ask(String client, Question<T> question, Consumer<T> done, Runnable tooMany) {
        if (isKnown.test(client)) {
            return question.ask(Standing.KNOWN, done);
        }
        if (unknown.isExhausted(client)) {
            tooMany.run();
            return Inquiry.ANSWERED;
        }
        Line line = lines.computeIfAbsent(ClientCounts.clientOf(client), key -> new Line(client));
        Turn turn = new Turn(
                line,
                self -> question.ask(line.standing(), outcome -> {
                    done.accept(outcome);
                    self.end();
                }),
                tooMany);
        line.add(turn);
        return turn;
    }

    /** The reply about an address that turns out to be unknown. */
    SmtpReply unknown(String client, SmtpReply reply) {
        return isKnown.test(client) || unknown.allows(client) ? reply : TOO_MANY;
    }

    /** The lookups of one client. */
    private final class Line {

        private final String client;
        private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
        private int running;

        Line(String client) {
            this.client = client;
        }

        Standing standing() {
            return unknown.done(client) == 0 ? Standing.STRANGER : Standing.SUSPECT;
        }

        void add(Turn turn) {
            waiting.add(turn);
            advance();
        }

        /** One that is told may make another leave, or end. */
        void advance() {
            while (!waiting.isEmpty()) {
                if (unknown.isExhausted(client)) {
                    waiting.remove().refuse();
                } else if (running < unknown.left(client)) {
                    waiting.remove().begin();
                } else {
                    return;
                }
            }
            if (running == 0) {
                lines.remove(ClientCounts.clientOf(client), this);
            }
        }
    }

    /** A lookup that waits in line, is under way, or is over. */
    private static final class Turn implements Inquiry {

        private final Line line;
        private final Function<Turn, Inquiry> question;
        private final Runnable tooMany;
        private Inquiry inquiry = Inquiry.ANSWERED;
        private boolean hasBegun;
        private boolean isOver;

        Turn(Line line, Function<Turn, Inquiry> question, Runnable tooMany) {
            this.line = line;
            this.question = question;
            this.tooMany = tooMany;
        }

        void begin() {
            hasBegun = true;
            line.running++;
            inquiry = question.apply(this);
        }

        void refuse() {
            isOver = true;
            tooMany.run();
        }

        void end() {
            if (!isOver) {
                isOver = true;
                line.running--;
                line.advance();
            }
        }

        @Override
        public void cancel() {
            if (isOver) {
                return;
            }
            if (hasBegun) {
                inquiry.cancel();
                end();
            } else {
                isOver = true;
                line.waiting.remove(this);
            }
        }
    }
}
