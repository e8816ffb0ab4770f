package org.dslab.engine.lists;

import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.octets.Octets;

/**
 * Takes the marks of list posts out of a message's header as it passes by in pieces, with their continuation lines, and
 * reads the first one (DS-81). What is in the body stays. Holds back no more than a field's name, and keeps no more than
 * {@link #MAX_VALUE} octets of a mark.
 */
public final class MarkFilter {

    /** A mark is three short lines, one of which may be a Message-ID of 998 octets. */
    private static final int MAX_VALUE = 2500;

    private static final String NAME = AsciiCase.lower(ListMark.FIELD);

    private enum State {
        /** At the beginning of a line, or within what may become the field's name. */
        NAME,
        /** In a line that stays. */
        KEEPING,
        /** In a line that goes. */
        DROPPING,
        /** At the beginning of a line after one that goes. */
        AFTER_DROPPED,
        /** Behind the header. */
        BODY
    }

    private final Consumer<Octets> kept;
    private final StringBuilder value = new StringBuilder();
    private State state = State.NAME;
    private Octets held = Octets.EMPTY;
    private boolean isRead;

    /** Gives what stays to {@code kept}, in its order. */
    public MarkFilter(Consumer<Octets> kept) {
        this.kept = kept;
    }

    /** The next octets of the message. */
    public void feed(Octets octets) {
        int from = 0;
        while (from < octets.length()) {
            from = switch (state) {
                case NAME -> name(octets, from);
                case KEEPING -> keep(octets, from);
                case DROPPING -> drop(octets, from);
                case AFTER_DROPPED -> afterDropped(octets, from);
                case BODY -> {
                    emit(octets.slice(from, octets.length()));
                    yield octets.length();
                }
            };
        }
    }

    /** The message is over: what is held back was no mark. */
    public void finish() {
        emit(held);
        held = Octets.EMPTY;
    }

    /** The first mark, if it is well-formed. */
    public Optional<ListMark> mark() {
        return value.length() < MAX_VALUE ? ListMark.parse(value.toString()) : Optional.empty();
    }

    private int name(Octets octets, int from) {
        int next = from;
        while (next < octets.length()) {
            int position = held.length() + next - from;
            int octet = octets.at(next);
            boolean isNamed = position == NAME.length();
            if (isNamed && (octet == ':' || octet == ' ' || octet == '\t')) {
                held = Octets.EMPTY;
                state = State.DROPPING;
                return octet == ':' ? next + 1 : next;
            }
            if (isNamed || AsciiCase.lower(String.valueOf((char) octet)).charAt(0) != NAME.charAt(position)) {
                // An empty line ends the header; a lone LF is refused by the session.
                state = position == 0 && octet == '\r' ? State.BODY : State.KEEPING;
                emit(held);
                held = Octets.EMPTY;
                return from;
            }
            next++;
        }
        held = held.concat(octets.slice(from, next));
        return next;
    }

    private int keep(Octets octets, int from) {
        int end = octets.indexOf('\n', from);
        int to = end < 0 ? octets.length() : end + 1;
        emit(octets.slice(from, to));
        state = end < 0 ? State.KEEPING : State.NAME;
        return to;
    }

    private int drop(Octets octets, int from) {
        int end = octets.indexOf('\n', from);
        int to = end < 0 ? octets.length() : end;
        int keep = Math.min(to - from, MAX_VALUE - value.length());
        if (!isRead && keep > 0) {
            value.append(octets.slice(from, from + keep).latin1().replace("\r", ""));
        }
        state = end < 0 ? State.DROPPING : State.AFTER_DROPPED;
        return end < 0 ? to : end + 1;
    }

    private int afterDropped(Octets octets, int from) {
        boolean isContinued = octets.at(from) == ' ' || octets.at(from) == '\t';
        isRead |= !isContinued;
        state = isContinued ? State.DROPPING : State.NAME;
        return from;
    }

    private void emit(Octets octets) {
        if (!octets.isEmpty()) {
            kept.accept(octets);
        }
    }
}
