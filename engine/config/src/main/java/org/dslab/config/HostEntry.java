package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;

/**
 * A sharing host as an operator names it at run time, with the fields of an entry of {@code sharing.hosts} (DS-71).
 *
 * @param host with or without port, 25 unless given
 * @param site the name of that site
 * @param mingerPort 4069 unless given
 * @param transport {@code udp} unless given, or {@code tcp}
 * @param addresses that it connects from
 */
public record HostEntry(
        String host,
        Optional<String> site,
        Optional<String> mingerPort,
        Optional<Secret> mingerPassword,
        Optional<String> transport,
        List<String> addresses) {

    private static final int SMTP_PORT = 25;
    private static final int MINGER_PORT = 4069;

    public HostEntry {
        addresses = List.copyOf(addresses);
    }

    /**
     * The host that is meant; the engine checks the rest when it is added.
     *
     * @throws MalformedException whose reason begins with the name of the wrong field
     */
    public SharingHost toHost() throws MalformedException {
        HostPort smtp = field("host", host, text -> HostText.hostPort(text, SMTP_PORT));
        List<String> numeric = new ArrayList<>();
        for (String address : addresses) {
            numeric.add(field("addresses", address, HostText::numericAddress));
        }
        int port = mingerPort.isEmpty() ? MINGER_PORT : field("minger-port", mingerPort.get(), HostEntry::port);
        MingerTransport how =
                transport.isEmpty() ? MingerTransport.UDP : field("transport", transport.get(), HostEntry::transport);
        return new SharingHost(smtp, site, port, mingerPassword, how, numeric, false);
    }

    private static <T> T field(String name, String text, Fields.Parser<T> parser) throws MalformedException {
        try {
            return parser.parse(text);
        } catch (MalformedException e) {
            throw new MalformedException("`" + name + "` " + e.reason());
        }
    }

    private static int port(String text) throws MalformedException {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new MalformedException("must be a whole number from 1 to 65535, not " + Words.value(text));
        }
        return Integer.parseInt(text);
    }

    private static MingerTransport transport(String text) throws MalformedException {
        return switch (text) {
            case "udp" -> MingerTransport.UDP;
            case "tcp" -> MingerTransport.TCP;
            default -> throw new MalformedException("must be udp or tcp, not " + Words.value(text));
        };
    }
}
