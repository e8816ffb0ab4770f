package org.dslab.engine.delivery;

import org.dslab.engine.random.SplitMix64;

/** Queue ids: unique over all starts of a site, since each start has a fresh seed. */
public final class QueueIds {

    /** No vowels and nothing that looks like another: an id is read aloud now and then. */
    private static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZbcd";

    private QueueIds() {}

    /** Twelve characters, 60 random bits. */
    public static String next(SplitMix64 random) {
        long bits = random.next();
        StringBuilder id = new StringBuilder(12);
        for (int i = 0; i < 12; i++) {
            id.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return id.toString();
    }
}
