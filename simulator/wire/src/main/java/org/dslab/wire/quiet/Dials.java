package org.dslab.wire.quiet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dslab.engine.network.Endpoint;

/**
 * Connections that are being established. The two sides report in any order: a dial counts until the dialer is done with
 * it, and after that the connection counts until the other side has accepted it, or has stopped listening.
 */
final class Dials {

    private final Map<Endpoint, Integer> dialing = new HashMap<>();
    private final Set<Pair> unaccepted = new HashSet<>();
    private final Set<Pair> acceptedEarly = new HashSet<>();
    private final Set<Endpoint> deaf = new HashSet<>();
    private int dialingTotal;

    int underWay() {
        return dialingTotal + unaccepted.size();
    }

    void begun(Endpoint target) {
        dialing.merge(target, 1, Integer::sum);
        dialingTotal++;
    }

    void failed(Endpoint target) {
        dialing.compute(target, (known, count) -> {
            if (count == null) {
                throw new IllegalStateException("no dial to " + target + " is under way");
            }
            return count == 1 ? null : Integer.valueOf(count - 1);
        });
        dialingTotal--;
    }

    /** Answers whether nobody will ever accept it. */
    boolean established(Pair dialer) {
        failed(dialer.to());
        if (acceptedEarly.remove(dialer)) {
            return false;
        }
        if (deaf.contains(dialer.to())) {
            return true;
        }
        unaccepted.add(dialer);
        return false;
    }

    void accepted(Pair dialer) {
        if (!unaccepted.remove(dialer)) {
            acceptedEarly.add(dialer);
        }
    }

    void listening(Endpoint local) {
        deaf.remove(local);
    }

    /** The connections that nobody will ever accept. */
    List<Pair> stoppedListening(Endpoint local) {
        deaf.add(local);
        List<Pair> lost = new ArrayList<>();
        unaccepted.removeIf(pair -> pair.to().equals(local) && lost.add(pair));
        return lost;
    }

    List<String> describe() {
        List<String> texts = new ArrayList<>();
        Map<String, Integer> sorted = new TreeMap<>();
        dialing.forEach((target, count) -> sorted.put(target.toString(), count));
        sorted.forEach((target, count) -> texts.add(count + " connecting to " + target));
        unaccepted.forEach(pair -> texts.add("connection " + pair.from() + " to " + pair.to() + " not accepted"));
        return texts;
    }
}
