package org.dslab.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The local ports that questions went out from in the last ten minutes. A port rests so long before it is used again
 * toward the same host, so that a late answer can never be taken for the answer to a new question (DS-43). Where so much
 * is asked that no port has rested, one that asked something else will do: an answer names its question.
 */
final class RecentPorts {

    static final Duration REST = Duration.ofMinutes(10);

    /** About 15 MB. What is asked beyond that leaves its port to rest, whatever it is to ask next. */
    static final int MOST_QUESTIONS = 100_000;

    private record Port(InetSocketAddress target, int number) {}

    private record Asked(Port port, int question) {}

    /** @param isKnown whether all that it asked since it rested is remembered */
    private record Use(Instant at, boolean isKnown) {}

    /** When each was used last; the eldest is first. */
    private final LinkedHashMap<Port, Use> ports = new LinkedHashMap<>();

    private final LinkedHashMap<Asked, Use> questions = new LinkedHashMap<>();

    /** Whether the port has rested. */
    boolean isFresh(InetSocketAddress target, int port, Instant now) {
        forget(now);
        return !ports.containsKey(new Port(target, port));
    }

    /** Whether the port at least has not asked this very question, given by its hash. */
    boolean isNewTo(InetSocketAddress target, int port, int question, Instant now) {
        forget(now);
        Port asking = new Port(target, port);
        Use last = ports.get(asking);
        return last == null || (last.isKnown() && !isFull() && !questions.containsKey(new Asked(asking, question)));
    }

    /** The socket on this port is closed. */
    void used(InetSocketAddress target, int port, int question, Instant now) {
        Port used = new Port(target, port);
        Asked asked = new Asked(used, question);
        Use before = ports.remove(used);
        questions.remove(asked);
        boolean isKnown = !isFull() && (before == null || before.isKnown());
        ports.put(used, new Use(now, isKnown));
        if (isKnown) {
            questions.put(asked, new Use(now, true));
        }
    }

    /** Questions that it remembers now. */
    int remembered() {
        return questions.size();
    }

    private boolean isFull() {
        return questions.size() >= MOST_QUESTIONS;
    }

    private void forget(Instant now) {
        forget(ports, now);
        forget(questions, now);
    }

    private static void forget(Map<?, Use> used, Instant now) {
        Iterator<Use> eldest = used.values().iterator();
        while (eldest.hasNext() && !eldest.next().at().plus(REST).isAfter(now)) {
            eldest.remove();
        }
    }
}
