package org.dslab.server.passwords;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.PasswordHash;
import org.dslab.engine.settings.Secret;

/** PBKDF2 with HMAC-SHA-256 (RFC 8018 5.2): slow on purpose, so that guessing is slow too. */
public final class Pbkdf2 {

    /** What OWASP advises for this scheme (2023): a good part of a second. */
    public static final int USUAL_ITERATIONS = 600_000;

    private static final int SALT_LENGTH = 16;

    private Pbkdf2() {}

    /** A hash with a salt of its own. */
    public static PasswordHash hash(Secret password, int iterations) {
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        Octets kept = Octets.copyOf(salt);
        return new PasswordHash(iterations, kept, Octets.copyOf(derive(password, kept, iterations)));
    }

    /** Whether the hash is this password's; takes equally long either way. */
    public static boolean matches(PasswordHash hash, Secret password) {
        return MessageDigest.isEqual(
                derive(password, hash.salt(), hash.iterations()), hash.hash().toByteArray());
    }

    private static byte[] derive(Secret password, Octets salt, int iterations) {
        char[] characters = password.reveal().toCharArray();
        PBEKeySpec spec = new PBEKeySpec(characters, salt.toByteArray(), iterations, PasswordHash.LENGTH * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, ' ');
        }
    }
}
