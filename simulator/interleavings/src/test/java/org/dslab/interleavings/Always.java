package org.dslab.interleavings;

/** What holds in every interleaving. Plainer than an assertion library, whose own locks would be interleaved, too. */
public final class Always {

    private Always() {}

    public static void that(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError("does not hold: " + promise);
        }
    }
}
