package org.dslab.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The modules by their package, and whom each may know. Imports run one way: engine and history know nobody. */
@SuppressWarnings("ImmutableEnumChecker") // It does not know that List.of is immutable.
enum Module {
    ENGINE,
    HISTORY,
    PROXY,
    CONFIG(ENGINE),
    SERVER(ENGINE),
    RENDER(HISTORY),
    CHECK(HISTORY),
    LAB(ENGINE, CONFIG, HISTORY),
    WIRE(LAB, SERVER, PROXY, ENGINE, CONFIG, HISTORY),
    CLI(WIRE, LAB, CHECK, RENDER, SERVER, PROXY, ENGINE, CONFIG, HISTORY);

    private final List<Module> known;

    Module(Module... known) {
        this.known = List.of(known);
    }

    /** The module of a class, empty if the table lacks it. */
    static Optional<Module> of(String className) {
        for (Module module : values()) {
            if (className.startsWith(module.packageName() + ".")) {
                return Optional.of(module);
            }
        }
        return Optional.empty();
    }

    String packageName() {
        return "org.dslab." + lowerName();
    }

    /** Its classes, in ArchUnit's notation. */
    String packages() {
        return packageName() + "..";
    }

    boolean mayKnow(Module other) {
        return this == other || known.contains(other);
    }

    private String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
