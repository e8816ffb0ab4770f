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

    private record Port(InetSocketAddress target, int number) {}

    private record Asked(Port port, int question) {}

    /** When each was used last; the eldest is first. */
    private final LinkedHashMap<Port, Instant> ports = new LinkedHashMap<>();

    private final LinkedHashMap<Asked, Instant> questions = new LinkedHashMap<>();

    /** Whether the port has rested. */
    boolean isFresh(InetSocketAddress target, int port, Instant now) {
        forget(now);
        return !ports.containsKey(new Port(target, port));
    }

    /** Whether the port at least has not asked this very question, given by its hash. */
    boolean isNewTo(InetSocketAddress target, int port, int question, Instant now) {
        forget(now);
        return !questions.containsKey(new Asked(new Port(target, port), question));
    }

    /** The socket on this port is closed. */
    void used(InetSocketAddress target, int port, int question, Instant now) {
        Port used = new Port(target, port);
        Asked asked = new Asked(used, question);
        ports.remove(used);
        ports.put(used, now);
        questions.remove(asked);
        questions.put(asked, now);
    }

    private void forget(Instant now) {
        forget(ports, now);
        forget(questions, now);
    }

    private static void forget(Map<?, Instant> used, Instant now) {
        Iterator<Instant> eldest = used.values().iterator();
        while (eldest.hasNext() && !eldest.next().plus(REST).isAfter(now)) {
            eldest.remove();
        }
    }
}
