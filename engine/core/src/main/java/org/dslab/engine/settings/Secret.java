package org.dslab.engine.settings;

import org.jspecify.annotations.Nullable;

/** A password that does not show itself: {@code toString} never has it (DS-73). */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The password, for the one place that computes with it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
