package org.dslab.lab.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.SiteRequest;

/**
 * Who has which address in the lab (DESIGN.md). Node <i>n</i> has 127.A.<i>n</i>.1, and the link from <i>a</i> to
 * <i>b</i> is entered at 127.B.<i>a</i>.<i>b</i>, where A = 1 + 2 lab and B = 2 + 2 lab: labs that run on one machine at
 * the same time have different numbers.
 */
public final class AddressPlan {

    public static final int SMTP_PORT = 2525;
    public static final int MINGER_PORT = 4069;

    /** The node that stands for senders and receivers of other domains. */
    public static final String OUTSIDE = "outside";

    /** The node that plays the sites' smart host. */
    public static final String SMART_HOST = "smart-host";

    /** Node numbers of sites are 1 to this. */
    public static final int MAX_SITES = 100;

    private static final int OUTSIDE_NUMBER = 200;
    private static final int SMART_HOST_NUMBER = 201;

    private final int lab;
    private final TreeMap<String, Integer> numbers = new TreeMap<>();

    /**
     * Plans for these sites.
     *
     * @param lab 0 to 60
     * @param sites names in the order of the scenario, at most {@link #MAX_SITES}
     */
    public AddressPlan(int lab, List<String> sites) {
        if (lab < 0 || lab > 60 || sites.size() > MAX_SITES) {
            throw new IllegalArgumentException("lab " + lab + " with " + sites.size() + " sites");
        }
        this.lab = lab;
        for (String site : sites) {
            numbers.put(site, numbers.size() + 1);
        }
        numbers.put(OUTSIDE, OUTSIDE_NUMBER);
        numbers.put(SMART_HOST, SMART_HOST_NUMBER);
    }

    /** All nodes: the sites, {@link #OUTSIDE} and {@link #SMART_HOST}. */
    public List<String> nodes() {
        return List.copyOf(numbers.keySet());
    }

    /** The node's own address: it listens there and connects from there. */
    public String addressOf(String node) {
        return "127." + (1 + 2 * lab) + "." + numberOf(node) + ".1";
    }

    /** Where {@code from} connects to in order to reach {@code to}. */
    public String entrance(Link link) {
        return "127." + (2 + 2 * lab) + "." + numberOf(link.from()) + "." + numberOf(link.to());
    }

    /** The link that is entered at this address. */
    public Optional<Link> linkAt(String address) {
        for (String from : numbers.keySet()) {
            for (String to : numbers.keySet()) {
                Link link = new Link(from, to);
                if (!from.equals(to) && entrance(link).equals(address)) {
                    return Optional.of(link);
                }
            }
        }
        return Optional.empty();
    }

    /** The node that has this address, or to which a link entered there leads. */
    public Optional<String> nodeAt(String address) {
        return numbers.keySet().stream()
                .filter(node -> addressOf(node).equals(address))
                .findFirst()
                .or(() -> linkAt(address).map(Link::to));
    }

    /** The settings of a site with node names replaced by the entrances of this site's links to them. */
    public SiteSettings place(SiteSettings settings) {
        String site = settings.site();
        SharingSettings sharing = settings.sharing();
        List<SharingHost> hosts = new ArrayList<>();
        for (SharingHost host : sharing.hosts()) {
            hosts.add(place(site, host));
        }
        TreeMap<String, HostPort> routes = new TreeMap<>();
        settings.routes().forEach((domain, host) -> routes.put(domain, place(site, host)));
        List<String> trusted = settings.trusted().stream()
                .map(name -> numbers.containsKey(name) ? addressOf(name) : name)
                .toList();
        List<GatewaySetting> gateways = settings.gateways().stream()
                .map(gateway -> new GatewaySetting(
                        gateway.domain(), place(site, gateway.smtp()), gateway.mingerPort(), gateway.mingerPassword()))
                .toList();
        return settings.withNetwork(
                        sharing.withHosts(hosts), trusted, settings.smartHost().map(host -> place(site, host)), routes)
                .withGateways(gateways);
    }

    /** An operator's request to a site, with node names replaced likewise. */
    public Request place(String site, Request request) {
        return request instanceof SiteRequest.AddHost add ? new SiteRequest.AddHost(place(site, add.host())) : request;
    }

    private SharingHost place(String site, SharingHost host) {
        return new SharingHost(
                place(site, host.smtp()),
                host.site(),
                host.mingerPort(),
                host.mingerPassword(),
                host.transport(),
                clientAddresses(host),
                host.tlsRequired());
    }

    /** Where a host of the lab connects from: its links are entered elsewhere. */
    private List<String> clientAddresses(SharingHost host) {
        String node = host.smtp().host();
        return numbers.containsKey(node) ? List.of(addressOf(node)) : host.clientAddresses();
    }

    private HostPort place(String site, HostPort host) {
        return numbers.containsKey(host.host()) && !host.host().equals(site)
                ? new HostPort(entrance(new Link(site, host.host())), host.port())
                : host;
    }

    private int numberOf(String node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalArgumentException("no node is named " + node);
        }
        return number;
    }
}
