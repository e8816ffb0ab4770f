package org.dslab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.NetworkChannel;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dslab.engine.network.Endpoint;

/** Between the engine's endpoints and the library's socket addresses; never asks a resolver. */
final class Endpoints {

    private static final Pattern OCTET = Pattern.compile("[0-9]{1,3}");

    private Endpoints() {}

    static Endpoint of(SocketAddress address) {
        InetSocketAddress internet = (InetSocketAddress) address;
        return new Endpoint(internet.getAddress().getHostAddress(), internet.getPort());
    }

    static Endpoint local(NetworkChannel channel) throws IOException {
        return of(channel.getLocalAddress());
    }

    static InetSocketAddress address(Endpoint endpoint) throws UnknownHostException {
        return new InetSocketAddress(
                literal(endpoint.address())
                        .orElseThrow(() -> new UnknownHostException(endpoint.address() + " is not a numeric address")),
                endpoint.port());
    }

    /** The address that an IPv4 or IPv6 literal without brackets names; empty if the text is no such literal. */
    static Optional<InetAddress> literal(String text) {
        try {
            if (text.indexOf(':') >= 0) {
                // With a colon and only these characters the library parses and never resolves.
                boolean plausible = text.charAt(0) == ':' || HexFormat.isHexDigit(text.charAt(0));
                return plausible ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
            }
            byte[] octets = new byte[4];
            String[] parts = text.split("\\.", -1);
            if (parts.length != 4) {
                return Optional.empty();
            }
            for (int i = 0; i < 4; i++) {
                if (!OCTET.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
                    return Optional.empty();
                }
                octets[i] = (byte) Integer.parseInt(parts[i]);
            }
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether no name looks like this, so that a resolver need not be asked about a misspelt address. */
    static boolean looksNumeric(String text) {
        return text.indexOf(':') >= 0 || text.matches("[0-9.]+");
    }
}
