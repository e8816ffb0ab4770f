package org.dslab.config;

import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostName;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.network.NumericAddress;

/** Hosts, ports and numeric addresses as people write them (DS-30, DS-71). Nothing here asks a name server. */
public final class HostText {

    private HostText() {}

    /** {@code host[:port]}; an IPv6 address with its brackets. */
    public static HostPort hostPort(String text, int defaultPort) throws MalformedException {
        Split split = split(text, defaultPort);
        if (split.port == 0) {
            throw new MalformedException("has the port 0; ports are 1 to 65535");
        }
        if (split.bracketed || HostName.looksNumeric(split.host)) {
            numericAddress(split.host);
            return new HostPort(split.host, split.port);
        }
        String name = HostName.ascii(split.host)
                .orElseThrow(() -> new MalformedException(
                        "must be a host name or address, optionally with :port, not " + Words.value(text)));
        return new HostPort(name, split.port);
    }

    /** A name of this machine; an international one as A-labels. */
    static String name(String text) throws MalformedException {
        // What the schema permits in ASCII stays as it is.
        return text.chars().allMatch(c -> c <= 0x7F)
                ? text
                : HostName.ascii(text)
                        .orElseThrow(() -> new MalformedException("is no international host name (IDNA2008): "
                                + Words.value(text) + "; correct it, or write its A-label form"));
    }

    /** A numeric address and a port, to listen at; port 0 means any free one. */
    public static Endpoint listen(String text) throws MalformedException {
        Split split = split(text, -1);
        if (split.port < 0) {
            throw new MalformedException("needs a port, such as " + Words.value(text + ":2525"));
        }
        numericAddress(split.host);
        return new Endpoint(split.host, split.port);
    }

    /** An IPv4 or IPv6 address, in the form in which the driver shows a peer's. */
    public static String numericAddress(String text) throws MalformedException {
        return NumericAddress.canonical(text)
                .orElseThrow(() -> new MalformedException(
                        "must be a numeric address such as 192.0.2.20 or 2001:db8::1, not " + Words.value(text)));
    }

    private static Split split(String text, int defaultPort) throws MalformedException {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0) {
                throw new MalformedException("has a `[` that is not closed: " + Words.value(text));
            }
            String rest = text.substring(close + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw new MalformedException("has something other than :port behind its `]`: " + Words.value(text));
            }
            String host = text.substring(1, close);
            if (host.indexOf(':') < 0) {
                throw new MalformedException("has brackets, which only an IPv6 address needs: " + Words.value(text));
            }
            return new Split(host, true, rest.isEmpty() ? defaultPort : port(rest.substring(1)));
        }
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            throw new MalformedException(
                    "must have an IPv6 address in brackets, such as [2001:db8::1]:25, not " + Words.value(text));
        }
        return colon < 0
                ? new Split(text, false, defaultPort)
                : new Split(text.substring(0, colon), false, port(text.substring(colon + 1)));
    }

    private static int port(String text) throws MalformedException {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new MalformedException("has the port " + Words.value(text) + "; ports are 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private record Split(String host, boolean bracketed, int port) {}
}
