package org.dslab.lab.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Seeds derived from a run's seed and a name, so that one more site or link does not reshuffle the others. */
public final class Seeds {

    private Seeds() {}

    /** The first 64 bits of SHA-256 over seed, name and number. */
    public static long derive(long seed, String name, int number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "\n" + name + "\n" + number).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
