package org.dslab.engine.network;

/**
 * Where to connect, as it was configured. The driver resolves a name at each use (DS-30).
 *
 * @param host a name, or an IPv4 or IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a host and port: " + host + ":" + port);
        }
    }

    /** {@code mx.example.com:25}, {@code 192.0.2.1:25} or {@code [2001:db8::1]:25}. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
