package org.dslab.engine.smtp;

import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.octets.Gathering;
import org.dslab.engine.octets.Octets;

/**
 * Reads a message up to its final dot and removes dot-stuffing (RFC 5321 4.5.2), wherever the pieces are cut. Only
 * CRLF.CRLF ends a message; a lone CR or LF anywhere spoils it, because another server could see an end there.
 */
final class BodyReader {

    /** Longest line that is taken: senders do exceed the 998 octets of RFC 5321 4.5.3.1.6, and lines are not stored. */
    static final int MAX_TEXT_LINE = 64 * 1024;

    private enum State {
        LINE_START,
        IN_LINE,
        CR,
        DOT,
        DOT_CR,
        ENDED
    }

    private final long maxSize;
    private final Consumer<Octets> sink;
    private final Runnable abandoned;
    private final Gathering text = new Gathering();
    private State state = State.LINE_START;
    private long size;
    private int lineLength;
    private boolean loneCrOrLf;
    private boolean tooLarge;
    private boolean lineTooLong;

    /**
     * @param abandoned run once when the message turns out to be unacceptable; nothing goes to the sink after it
     */
    BodyReader(long maxSize, Consumer<Octets> sink, Runnable abandoned) {
        this.maxSize = maxSize;
        this.sink = sink;
        this.abandoned = abandoned;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    boolean spoiled() {
        return loneCrOrLf || tooLarge || lineTooLong;
    }

    /** What the message is refused with, whatever the site thinks of it. */
    Optional<SmtpReply> refusal() {
        if (loneCrOrLf) {
            return Optional.of(Replies.LONE_CR_OR_LF_IN_MESSAGE);
        }
        if (tooLarge) {
            return Optional.of(Replies.MESSAGE_TOO_LARGE);
        }
        return lineTooLong ? Optional.of(Replies.TEXT_LINE_TOO_LONG) : Optional.empty();
    }

    /** Takes octets until they or the message end, and passes their text on in one run; returns how many. */
    int read(Octets in) {
        int taken = scan(in);
        Octets run = text.take();
        if (!run.isEmpty() && !spoiled()) {
            sink.accept(run);
        }
        return taken;
    }

    private int scan(Octets in) {
        int run = 0;
        int i = 0;
        while (i < in.length()) {
            switch (state) {
                case LINE_START -> {
                    lineLength = 0;
                    if (in.at(i) == '.') {
                        pass(in, run, i);
                        i++;
                        run = i;
                        state = State.DOT;
                    } else {
                        state = State.IN_LINE;
                    }
                }
                case DOT -> {
                    if (in.at(i) == '\r') {
                        i++;
                        run = i;
                        state = State.DOT_CR;
                    } else {
                        state = State.IN_LINE;
                    }
                }
                case DOT_CR -> {
                    if (in.at(i) == '\n') {
                        state = State.ENDED;
                        return i + 1;
                    }
                    spoil(() -> loneCrOrLf = true);
                    state = State.IN_LINE;
                }
                case IN_LINE -> i = readLine(in, i);
                case CR -> {
                    if (in.at(i) == '\n') {
                        i++;
                        state = State.LINE_START;
                    } else {
                        spoil(() -> loneCrOrLf = true);
                        state = State.IN_LINE;
                    }
                }
                case ENDED -> throw new IllegalStateException("read past the final dot");
            }
        }
        pass(in, run, i);
        return i;
    }

    private int readLine(Octets in, int from) {
        int at = in.indexOfEither('\r', '\n', from);
        int end = at < 0 ? in.length() : at;
        lineLength += end - from;
        if (lineLength > MAX_TEXT_LINE) {
            lineLength = MAX_TEXT_LINE;
            spoil(() -> lineTooLong = true);
        }
        if (at < 0) {
            return end;
        }
        if (in.at(at) == '\r') {
            state = State.CR;
        } else {
            spoil(() -> loneCrOrLf = true);
        }
        return at + 1;
    }

    private void pass(Octets in, int from, int to) {
        if (from == to) {
            return;
        }
        size += to - from;
        if (size > maxSize) {
            spoil(() -> tooLarge = true);
        }
        if (!spoiled()) {
            text.add(in.slice(from, to));
        }
    }

    private void spoil(Runnable how) {
        boolean before = spoiled();
        how.run();
        if (!before) {
            abandoned.run();
        }
    }
}
