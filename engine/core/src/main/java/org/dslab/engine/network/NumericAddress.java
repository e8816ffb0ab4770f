package org.dslab.engine.network;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IPv4 and IPv6 addresses as text. The canonical form is the one in which a driver shows a peer's: eight groups without
 * {@code ::}, and an IPv4 address that is written as an IPv6 one (RFC 4291 2.5.5.2) as the IPv4 address that it is.
 */
public final class NumericAddress {

    private static final Pattern IPV4 =
            Pattern.compile("(OCTET\\.){3}OCTET".replace("OCTET", "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"));
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private NumericAddress() {}

    /** The canonical form; empty if the text is no address. */
    public static Optional<String> canonical(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(text);
        }
        int[] groups = new int[GROUPS];
        int gap = text.indexOf("::");
        if (gap < 0) {
            return read(text, groups) == GROUPS ? Optional.of(show(groups)) : Optional.empty();
        }
        int[] behind = new int[GROUPS];
        int before = gap == 0 ? 0 : read(text.substring(0, gap), groups);
        int after = gap + 2 == text.length() ? 0 : read(text.substring(gap + 2), behind);
        // An IPv4 address can only be the end, and the gap stands for one group at least.
        if (before < 0
                || after < 0
                || before + after >= GROUPS
                || text.substring(0, gap).indexOf('.') >= 0) {
            return Optional.empty();
        }
        System.arraycopy(behind, 0, groups, GROUPS - after, after);
        return Optional.of(show(groups));
    }

    /** Reads groups between colons, an IPv4 address at the end as two; returns how many, or -1 if that fails. */
    private static int read(String text, int[] groups) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isIpv4 = i == parts.length - 1 && IPV4.matcher(parts[i]).matches();
            if (count + (isIpv4 ? 2 : 1) > GROUPS) {
                return -1;
            }
            if (isIpv4) {
                String[] octets = parts[i].split("\\.", -1);
                groups[count++] = Integer.parseInt(octets[0]) << 8 | Integer.parseInt(octets[1]);
                groups[count++] = Integer.parseInt(octets[2]) << 8 | Integer.parseInt(octets[3]);
            } else if (GROUP.matcher(parts[i]).matches()) {
                groups[count++] = Integer.parseInt(parts[i], 16);
            } else {
                return -1;
            }
        }
        return count;
    }

    private static String show(int[] groups) {
        boolean isMapped = groups[5] == 0xFFFF;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            isMapped &= i >= 5 || groups[i] == 0;
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return isMapped
                ? (groups[6] >> 8) + "." + (groups[6] & 0xFF) + "." + (groups[7] >> 8) + "." + (groups[7] & 0xFF)
                : text.toString();
    }
}
