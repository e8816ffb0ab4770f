package org.dslab.wire.quiet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dslab.engine.network.Endpoint;
import org.dslab.lab.world.AddressPlan;

/** Datagrams that were sent to an open socket and not received yet; those to any other come to nothing at once. */
final class DatagramsOnTheWay {

    private final Set<Endpoint> sockets = new HashSet<>();
    private final Map<Pair, ArrayDeque<Long>> sentAt = new HashMap<>();
    private int underWay;

    int underWay() {
        return underWay;
    }

    void socketOpened(Endpoint local) {
        sockets.add(local);
    }

    void socketClosed(Endpoint local) {
        sockets.remove(local);
        Iterator<Map.Entry<Pair, ArrayDeque<Long>>> entries = sentAt.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Pair, ArrayDeque<Long>> entry = entries.next();
            Pair pair = entry.getKey();
            boolean waitsForError = pair.from().equals(local) && !sockets.contains(pair.to());
            if (pair.to().equals(local) || waitsForError) {
                underWay -= entry.getValue().size();
                entries.remove();
            }
        }
    }

    /**
     * One leaves. Where nobody listens, the system tells a sender whose socket is connected, if not always at once, and
     * that has to be awaited; the sockets that answer on the Minger port are not connected and are told nothing.
     */
    void sending(Pair pair, long nanos) {
        boolean isAnswer = pair.from().port() == AddressPlan.MINGER_PORT;
        if (sockets.contains(pair.to()) || !isAnswer) {
            sentAt.computeIfAbsent(pair, key -> new ArrayDeque<>()).add(nanos);
            underWay++;
        }
    }

    /** One has arrived or has come to nothing, unless that was known before. */
    void settled(Pair pair) {
        ArrayDeque<Long> sent = sentAt.get(pair);
        if (sent != null) {
            sent.remove();
            underWay--;
            if (sent.isEmpty()) {
                sentAt.remove(pair);
            }
        }
    }

    /** A datagram that was sent more than so long ago. */
    Optional<String> overdue(long now, long limit) {
        return sentAt.entrySet().stream()
                .filter(entry -> now - entry.getValue().element() > limit)
                .map(entry -> "from " + entry.getKey().from() + " to "
                        + entry.getKey().to())
                .findFirst();
    }

    List<String> describe() {
        List<String> texts = new ArrayList<>();
        sentAt.forEach((pair, sent) -> texts.add(sent.size() + " datagrams from " + pair.from() + " to " + pair.to()));
        return texts;
    }
}
