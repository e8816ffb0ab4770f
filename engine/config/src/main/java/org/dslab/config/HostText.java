package org.dslab.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;

/** Hosts, ports and numeric addresses as people write them (DS-30, DS-71). Nothing here asks a name server. */
public final class HostText {

    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 =
            Pattern.compile("(OCTET\\.){3}OCTET".replace("OCTET", "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"));
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(:[0-9.]+)?");

    private HostText() {}

    /** {@code host[:port]}; an IPv6 address with its brackets. */
    public static HostPort hostPort(String text, int defaultPort) throws MalformedException {
        Split split = split(text, defaultPort);
        if (split.port == 0) {
            throw new MalformedException("has the port 0; ports are 1 to 65535");
        }
        if (split.bracketed || DIGITS_AND_DOTS.matcher(split.host).matches()) {
            numericAddress(split.host);
        } else if (split.host.length() > 255 || !NAME.matcher(split.host).matches()) {
            throw new MalformedException(
                    "must be a host name or address, optionally with :port, not " + Words.value(text));
        }
        return new HostPort(split.host, split.port);
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
        if (IPV4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches())) {
            try {
                return InetAddress.getByName(text).getHostAddress();
            } catch (UnknownHostException e) {
                throw notNumeric(text);
            }
        }
        throw notNumeric(text);
    }

    private static MalformedException notNumeric(String text) {
        return new MalformedException(
                "must be a numeric address such as 192.0.2.20 or 2001:db8::1, not " + Words.value(text));
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
