package org.dslab.engine.minger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.Secret;

/**
 * {@code base64(MD5(secret ":" mailbox))} (draft-hathcock-minger-06). It is the same for every query of one mailbox, so an
 * eavesdropper can replay it; that is the protocol's weakness, not ours to mend.
 */
final class MingerDigest {

    private MingerDigest() {}

    /** Over the octets of the mailbox as sent: 24 characters. */
    static String of(Secret secret, Octets mailbox) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((secret.reveal() + ":").getBytes(StandardCharsets.UTF_8));
            md5.update(mailbox.toByteArray());
            return Base64.getEncoder().encodeToString(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Compares in time that does not depend on where the digests differ (DS-52). */
    static boolean matches(Secret secret, Octets mailbox, String digest) {
        return MessageDigest.isEqual(
                of(secret, mailbox).getBytes(StandardCharsets.ISO_8859_1),
                digest.getBytes(StandardCharsets.ISO_8859_1));
    }
}
