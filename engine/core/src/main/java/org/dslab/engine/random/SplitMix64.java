package org.dslab.engine.random;

/**
 * Steele, Lea and Flood's SplitMix64 (2014): the same numbers from the same seed in every JVM. Not for secrets.
 */
public final class SplitMix64 {

    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 1 to {@code Long.MAX_VALUE}. */
    public long nextId() {
        long id = next() >>> 1;
        return id == 0 ? nextId() : id;
    }
}
