package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dslab.engine.network.Endpoint;

/** The lab's count as {@link Traffic} describes it; anything settled that was not announced is kept as a mistake. */
final class CountingTraffic implements Traffic {

    private record Pair(Endpoint from, Endpoint to) {}

    private static final class Flow {
        private long octets;
        private int endings;
        private boolean off;
        private boolean gone;

        private boolean isWaiting() {
            return !off && !gone && (octets > 0 || endings > 0);
        }
    }

    private final Map<Endpoint, Integer> dials = new HashMap<>();
    private final Map<Pair, Flow> flows = new HashMap<>();
    private final Map<Pair, Integer> datagrams = new HashMap<>();
    private final Set<Pair> asked = new HashSet<>();
    private final Set<Endpoint> datagramSockets = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private int work;
    private int quietMoments;

    /** Waits for quiet, which must then hold: nothing is settled twice, and nothing is left. */
    void awaitQuiet() {
        Soon.until(this::isQuiet);
        assertThat(mistakes()).isEmpty();
    }

    synchronized boolean isQuiet() {
        return work == 0
                && dials.values().stream().allMatch(count -> count == 0)
                && flows.values().stream().noneMatch(Flow::isWaiting)
                && datagrams.values().stream().allMatch(count -> count == 0);
    }

    /** How often the count has become zero since it was asked last. */
    synchronized int quietMoments() {
        int moments = quietMoments;
        quietMoments = 0;
        return moments;
    }

    private void settled() {
        if (isQuiet()) {
            quietMoments++;
        }
    }

    synchronized List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    private Flow flow(Endpoint from, Endpoint to) {
        return flows.computeIfAbsent(new Pair(from, to), pair -> new Flow());
    }

    private void check(boolean holds, String mistake) {
        if (!holds) {
            mistakes.add(mistake);
        }
    }

    private void settleDial(Endpoint target, int count) {
        int left = dials.merge(target, -count, Integer::sum);
        check(left >= 0, "more dials settled than begun: " + target);
    }

    @Override
    public synchronized void dialing(Endpoint target) {
        dials.merge(target, 2, Integer::sum);
    }

    @Override
    public synchronized void dialed(Endpoint local, Endpoint remote) {
        settleDial(remote, 1);
        settled();
    }

    @Override
    public synchronized void dialFailed(Endpoint target) {
        settleDial(target, 2);
        settled();
    }

    @Override
    public synchronized void accepted(Endpoint local, Endpoint remote) {
        settleDial(local, 1);
        settled();
    }

    @Override
    public synchronized void sending(Endpoint from, Endpoint to, int octets) {
        flow(from, to).octets += octets;
    }

    @Override
    public synchronized void received(Endpoint from, Endpoint to, int octets) {
        Flow flow = flow(from, to);
        flow.octets -= octets;
        check(flow.octets >= 0 && !flow.gone, "received without sending: " + from + " " + to);
        settled();
    }

    @Override
    public synchronized void ending(Endpoint from, Endpoint to) {
        flow(from, to).endings++;
    }

    @Override
    public synchronized void endReceived(Endpoint from, Endpoint to) {
        Flow flow = flow(from, to);
        flow.endings--;
        check(flow.endings >= 0 && !flow.gone, "an end that was not announced: " + from + " " + to);
        settled();
    }

    @Override
    public synchronized void reading(Endpoint from, Endpoint to, boolean on) {
        flow(from, to).off = !on;
        settled();
    }

    @Override
    public synchronized void readerGone(Endpoint from, Endpoint to) {
        Flow flow = flow(from, to);
        check(!flow.gone, "gone twice: " + from + " " + to);
        flow.gone = true;
        if (flow(to, from).gone) {
            flows.remove(new Pair(from, to));
            flows.remove(new Pair(to, from));
        }
        settled();
    }

    @Override
    public synchronized void datagramSocketOpened(Endpoint local) {
        check(datagramSockets.add(local), "opened twice: " + local);
    }

    @Override
    public synchronized void datagramSending(Endpoint from, Endpoint to) {
        asked.add(new Pair(from, to));
        // An answer to a socket that is closed comes to nothing without a word; a question to one is refused.
        boolean isAnswer = asked.contains(new Pair(to, from));
        if (datagramSockets.contains(to) || !isAnswer) {
            datagrams.merge(new Pair(from, to), 1, Integer::sum);
        }
    }

    @Override
    public synchronized void datagramReceived(Endpoint from, Endpoint to) {
        int left = datagrams.merge(new Pair(from, to), -1, Integer::sum);
        check(left >= 0, "a datagram that was not announced: " + from + " " + to);
        settled();
    }

    @Override
    public synchronized void datagramUnreachable(Endpoint from, Endpoint to) {
        datagrams.computeIfPresent(new Pair(from, to), (pair, count) -> Math.max(0, count - 1));
        settled();
    }

    @Override
    public synchronized void datagramSocketClosed(Endpoint local) {
        check(datagramSockets.remove(local), "closed without being open: " + local);
        datagrams
                .keySet()
                .removeIf(pair ->
                        pair.to().equals(local) || (pair.from().equals(local) && !datagramSockets.contains(pair.to())));
        settled();
    }

    @Override
    public synchronized void workBegins() {
        work++;
    }

    @Override
    public synchronized void workEnds() {
        work--;
        check(work >= 0, "more work ended than begun");
        settled();
    }
}
