package org.dslab.engine.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.network.NumericAddress;

/**
 * Another site of the same domains (DS-53, DS-71).
 *
 * @param smtp where mail for its users is delivered (DS-30)
 * @param site its configured site name, if any (DS-43 ranks by it)
 * @param mingerPort where it answers Minger queries on the same host, 4069 unless configured
 * @param mingerPassword sent as a digest; absent: anonymous queries
 * @param transport how it is asked, UDP unless configured
 * @param clientAddresses numeric addresses that it connects from, besides its host if that is numeric (DS-20)
 * @param tlsRequired whether mail for it is only sent after STARTTLS (DS-74)
 */
public record SharingHost(
        HostPort smtp,
        Optional<String> site,
        int mingerPort,
        Optional<Secret> mingerPassword,
        MingerTransport transport,
        List<String> clientAddresses,
        boolean tlsRequired) {

    public SharingHost {
        clientAddresses = List.copyOf(clientAddresses);
    }

    /** The name that messages and history use: the site name if configured, else the host as configured. */
    public String name() {
        return site.orElseGet(smtp::toString);
    }

    public HostPort minger() {
        return new HostPort(smtp.host(), mingerPort);
    }

    /** The same host, with its client addresses in the form in which a driver shows a peer's, its own among them. */
    public SharingHost withCanonicalAddresses() {
        List<String> addresses = new ArrayList<>();
        for (String address : clientAddresses) {
            addresses.add(NumericAddress.canonical(address).orElse(address));
        }
        NumericAddress.canonical(smtp.host())
                .filter(own -> !own.equals(smtp.host()) && !addresses.contains(own))
                .ifPresent(addresses::add);
        return new SharingHost(smtp, site, mingerPort, mingerPassword, transport, addresses, tlsRequired);
    }

    /** Whether a client with this numeric address is this host. */
    public boolean connectsFrom(String address) {
        return smtp.host().equals(address) || clientAddresses.contains(address);
    }
}
