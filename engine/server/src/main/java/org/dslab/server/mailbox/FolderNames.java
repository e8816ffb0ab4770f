package org.dslab.server.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that are safe in any file system, whatever a client put into an address or a key. */
final class FolderNames {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789@.-_+=";
    private static final int LONGEST = 200;

    private FolderNames() {}

    /** The address itself where it is plain; other octets as {@code %XX}, so that no two addresses share a folder. */
    static String ofMailbox(String mailbox) {
        StringBuilder name = new StringBuilder();
        for (byte octet : mailbox.getBytes(StandardCharsets.UTF_8)) {
            boolean hides = name.isEmpty() && octet == '.';
            if (PLAIN.indexOf(octet) >= 0 && !hides) {
                name.append((char) octet);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(octet));
            }
        }
        return name.length() <= LONGEST ? name.toString() : "%" + ofKey(mailbox);
    }

    /** A short name for a key of any length. */
    static String ofKey(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
