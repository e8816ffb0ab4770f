package org.dslab.lab.run;

import java.util.Locale;
import java.util.stream.Collectors;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;

/** A fault in words, for the history. */
final class FaultText {

    private FaultText() {}

    static String of(Fault fault) {
        String links = fault.links().stream().map(Link::toString).collect(Collectors.joining(", "));
        String protocols = fault.protocols().stream()
                .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
        String delay = fault.kind() == Fault.Kind.DELAY ? " by " + fault.delay().toMillis() + " ms" : "";
        return fault.kind().name().toLowerCase(Locale.ROOT) + " " + protocols + delay + " on " + links;
    }
}
