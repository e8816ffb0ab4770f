package org.dslab.wire.quiet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is on its way in each direction of each connection. A flow whose reader is off, or held by a fault, is parked and
 * does not count; nor does one whose reader is gone. A connection is forgotten when both readers are gone.
 */
final class Flows {

    private static final class Flow {
        private long octets;
        private int endings;
        private boolean parked;
        private boolean gone;
        private boolean counted;

        private boolean isUnderWay() {
            return !parked && !gone && (octets > 0 || endings > 0);
        }
    }

    private final Map<Pair, Flow> flows = new HashMap<>();
    private int underWay;

    int underWay() {
        return underWay;
    }

    private Flow flow(Pair pair) {
        return flows.computeIfAbsent(pair, key -> new Flow());
    }

    private void recount(Flow flow) {
        boolean counts = flow.isUnderWay();
        if (counts != flow.counted) {
            flow.counted = counts;
            underWay += counts ? 1 : -1;
        }
    }

    /** Negative when they have been received. */
    void octets(Pair pair, int count) {
        Flow flow = flow(pair);
        flow.octets += count;
        recount(flow);
    }

    /** Negative when they have been received. */
    void endings(Pair pair, int count) {
        Flow flow = flow(pair);
        flow.endings += count;
        recount(flow);
    }

    void parked(Pair pair, boolean parked) {
        Flow flow = flow(pair);
        flow.parked = parked;
        recount(flow);
    }

    void readerGone(Pair pair) {
        Flow flow = flow(pair);
        flow.gone = true;
        recount(flow);
        Flow back = flows.get(pair.reversed());
        if (back != null && back.gone) {
            flows.remove(pair);
            flows.remove(pair.reversed());
        }
    }

    int remembered() {
        return flows.size();
    }

    List<String> describe() {
        List<String> texts = new ArrayList<>();
        flows.forEach((pair, flow) -> {
            if (flow.counted) {
                texts.add(flow.octets + " octets and " + flow.endings + " endings from " + pair.from() + " to "
                        + pair.to());
            }
        });
        return texts;
    }
}
