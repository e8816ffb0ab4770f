package org.dslab.architecture;

import java.util.List;

/** Where a ban holds. */
@SuppressWarnings("ImmutableEnumChecker") // It does not know that List.of is immutable.
enum Reach {
    /** The engine, the checkers and the simulated world. */
    PURE(List.of("org.dslab.engine.", "org.dslab.check.", "org.dslab.lab."), List.of("org.dslab.lab.scenario.")),
    /** Also what reads scenario files and what writes histories and reports: their order is part of the result. */
    ORDERED(
            List.of(
                    "org.dslab.engine.",
                    "org.dslab.check.",
                    "org.dslab.lab.",
                    "org.dslab.history.",
                    "org.dslab.render."),
            List.of());

    private final List<String> packages;
    private final List<String> exceptions;

    Reach(List<String> packages, List<String> exceptions) {
        this.packages = packages;
        this.exceptions = exceptions;
    }

    boolean covers(String className) {
        return packages.stream().anyMatch(className::startsWith)
                && exceptions.stream().noneMatch(className::startsWith);
    }
}
