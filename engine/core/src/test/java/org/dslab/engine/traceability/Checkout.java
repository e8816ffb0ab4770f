package org.dslab.engine.traceability;

import java.nio.file.Path;
import java.util.Objects;

/** Where the sources are. */
final class Checkout {

    private Checkout() {}

    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("dslab.root"), "dslab.root is set by the build"));
    }
}
