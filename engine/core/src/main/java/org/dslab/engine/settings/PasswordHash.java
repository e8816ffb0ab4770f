package org.dslab.engine.settings;

import java.util.Base64;
import java.util.Optional;
import org.dslab.engine.octets.Octets;

/**
 * A password as a file keeps it: {@code pbkdf2-sha256:ITERATIONS:SALT:HASH}, the last two in base64 (RFC 8018 5.2 with
 * HMAC-SHA-256). It cannot be turned back; it is not shown all the same, for weak passwords can be guessed from it.
 */
public record PasswordHash(int iterations, Octets salt, Octets hash) {

    /** What the scheme is called in files. */
    public static final String SCHEME = "pbkdf2-sha256";

    public static final int MIN_ITERATIONS = 1_000;
    public static final int MAX_ITERATIONS = 10_000_000;

    /** Octets of a hash. */
    public static final int LENGTH = 32;

    private static final int MIN_SALT = 8;
    private static final int MAX_SALT = 64;

    /** Reads what {@link #text} writes; empty if it is not that, or not within the bounds above. */
    public static Optional<PasswordHash> parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME) || !parts[1].matches("[0-9]{1,8}")) {
            return Optional.empty();
        }
        int iterations = Integer.parseInt(parts[1]);
        try {
            Octets salt = Octets.copyOf(Base64.getDecoder().decode(parts[2]));
            Octets hash = Octets.copyOf(Base64.getDecoder().decode(parts[3]));
            boolean isSound = iterations >= MIN_ITERATIONS
                    && iterations <= MAX_ITERATIONS
                    && salt.length() >= MIN_SALT
                    && salt.length() <= MAX_SALT
                    && hash.length() == LENGTH;
            return isSound ? Optional.of(new PasswordHash(iterations, salt, hash)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For a password file. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt.toByteArray()) + ":"
                + base64.encodeToString(hash.toByteArray());
    }

    @Override
    public String toString() {
        return "(password hash)";
    }
}
