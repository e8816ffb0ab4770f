package org.dslab.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The faults in force on one direction of one link. Used by the proxies' thread only. */
final class Gate {

    private final ProxyLink link;
    private final Direction direction;
    private final ProxyListener listener;
    private final List<ProxyFault> faults = new ArrayList<>();
    private final Set<Integer> touched = new TreeSet<>();

    Gate(ProxyLink link, Direction direction, ProxyListener listener) {
        this.link = link;
        this.direction = direction;
        this.listener = listener;
    }

    void add(ProxyFault fault) {
        faults.add(fault);
    }

    /** Whether the fault with this id was in force here. */
    boolean remove(int id) {
        touched.remove(id);
        return faults.removeIf(fault -> fault.id() == id);
    }

    /** The fault of this kind that came first. */
    Optional<ProxyFault> first(ProxyFault.Kind kind) {
        for (ProxyFault fault : faults) {
            if (fault.kind() == kind) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The fault that holds this direction; a cut goes before a hold. */
    Optional<ProxyFault> hold() {
        return first(ProxyFault.Kind.CUT).isPresent() ? Optional.empty() : first(ProxyFault.Kind.HOLD);
    }

    /** The delay for something that passes now, which touches the fault. */
    Duration delay(String what) {
        Optional<ProxyFault> delay = first(ProxyFault.Kind.DELAY);
        delay.ifPresent(fault -> touched(fault, what + " delayed"));
        return delay.map(ProxyFault::delay).orElse(Duration.ZERO);
    }

    void touched(ProxyFault fault, String what) {
        if (touched.add(fault.id())) {
            listener.faultTouched(fault, link, direction, what);
        }
    }
}
