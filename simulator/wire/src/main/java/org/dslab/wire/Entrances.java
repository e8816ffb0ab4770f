package org.dslab.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;
import org.dslab.proxy.Direction;
import org.dslab.proxy.FaultProxies;
import org.dslab.proxy.LinkSetup;
import org.dslab.proxy.ProxyLink;
import org.dslab.proxy.Way;

/** A lab's links as proxies: SMTP over TCP, Minger over TCP and UDP, from every node to every other. */
final class Entrances {

    /** What enters a proxy. */
    record Entrance(Link link, Protocol protocol, LinkSetup.Transport transport) {

        private String name() {
            return link + " " + protocol + " " + transport;
        }

        private int port() {
            return protocol == Protocol.SMTP ? AddressPlan.SMTP_PORT : AddressPlan.MINGER_PORT;
        }
    }

    private final Map<Entrance, ProxyLink> proxies = new HashMap<>();
    private final Map<String, Entrance> byName = new HashMap<>();

    private Entrances() {}

    /** Opens all of them. */
    static Entrances open(AddressPlan plan, FaultProxies proxies) throws java.io.IOException {
        List<Entrance> all = new ArrayList<>();
        for (String from : plan.nodes()) {
            for (String to : plan.nodes()) {
                if (!from.equals(to)) {
                    Link link = new Link(from, to);
                    all.add(new Entrance(link, Protocol.SMTP, LinkSetup.Transport.TCP));
                    all.add(new Entrance(link, Protocol.MINGER, LinkSetup.Transport.TCP));
                    all.add(new Entrance(link, Protocol.MINGER, LinkSetup.Transport.UDP));
                }
            }
        }
        List<LinkSetup> setups = new ArrayList<>();
        for (Entrance entrance : all) {
            setups.add(setup(plan, entrance));
        }
        List<ProxyLink> opened = proxies.open(setups);
        Entrances entrances = new Entrances();
        for (int i = 0; i < all.size(); i++) {
            entrances.proxies.put(all.get(i), opened.get(i));
            entrances.byName.put(opened.get(i).name(), all.get(i));
        }
        return entrances;
    }

    private static LinkSetup setup(AddressPlan plan, Entrance entrance) throws UnknownHostException {
        Link link = entrance.link();
        return new LinkSetup(
                entrance.name(),
                entrance.transport(),
                new InetSocketAddress(literal(plan.entrance(link)), entrance.port()),
                new InetSocketAddress(literal(plan.addressOf(link.to())), entrance.port()),
                literal(plan.addressOf(link.from())));
    }

    private static InetAddress literal(String address) throws UnknownHostException {
        String[] parts = address.split("\\.", -1);
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return InetAddress.getByAddress(octets);
    }

    Entrance of(ProxyLink proxy) {
        Entrance entrance = byName.get(proxy.name());
        if (entrance == null) {
            throw new IllegalArgumentException("not a link of this lab: " + proxy.name());
        }
        return entrance;
    }

    /** The entrance at this address, of whatever transport. */
    static Optional<Entrance> at(AddressPlan plan, Endpoint endpoint) {
        Protocol protocol = endpoint.port() == AddressPlan.SMTP_PORT ? Protocol.SMTP : Protocol.MINGER;
        return plan.linkAt(endpoint.address()).map(link -> new Entrance(link, protocol, LinkSetup.Transport.TCP));
    }

    /**
     * The directions of proxies that a fault concerns. What {@code from} sends to {@code to} goes up on the connections
     * that {@code from} has opened, and down on those that {@code to} has.
     */
    List<Way> waysOf(Fault fault) {
        boolean bothSides = switch (fault.kind()) {
            case CUT, HOLD, DELAY -> true;
            case REFUSE, RESET -> false;
        };
        List<Way> ways = new ArrayList<>();
        proxies.forEach((entrance, proxy) -> {
            if (fault.protocols().contains(entrance.protocol())) {
                Link opened = entrance.link();
                if (fault.links().contains(opened)) {
                    ways.add(new Way(proxy, Direction.UP));
                }
                if (bothSides && fault.links().contains(new Link(opened.to(), opened.from()))) {
                    ways.add(new Way(proxy, Direction.DOWN));
                }
            }
        });
        return ways;
    }

    /** Both directions of all proxies. */
    List<Way> allWays() {
        List<Way> ways = new ArrayList<>();
        for (ProxyLink proxy : proxies.values()) {
            ways.add(new Way(proxy, Direction.UP));
            ways.add(new Way(proxy, Direction.DOWN));
        }
        return ways;
    }
}
