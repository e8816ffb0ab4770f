package org.dslab.engine.network;

/** What counts as one client in limits: an IPv4 address, or the /64 network of an IPv6 address, which has all of them. */
public final class ClientKey {

    private static final int NETWORK_GROUPS = 4;

    private ClientKey() {}

    /** For a numeric address as drivers show it, without {@code ::}. */
    public static String of(String address) {
        if (address.indexOf(':') < 0 || address.contains("::")) {
            return address;
        }
        int end = -1;
        for (int group = 0; group < NETWORK_GROUPS; group++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
