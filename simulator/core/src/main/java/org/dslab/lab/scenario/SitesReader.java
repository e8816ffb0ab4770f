package org.dslab.lab.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dslab.config.MalformedException;
import org.dslab.config.Problems;
import org.dslab.config.SiteReader;
import org.dslab.config.Surroundings;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.lab.world.AddressPlan;

/** Reads {@code sites}: what a site does not say is arranged so that all sites share the domain with each other. */
final class SitesReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Problems problems;
    private final Map<String, YamlNode> sites;
    private final Nodes nodes;
    private final Optional<String> domain;

    SitesReader(Problems problems, Map<String, YamlNode> sites, Nodes nodes, Optional<String> domain) {
        this.problems = problems;
        this.sites = sites;
        this.nodes = nodes;
        this.domain = domain;
    }

    List<SiteSettings> read() {
        List<SiteSettings> settings = new ArrayList<>();
        sites.forEach((name, node) -> {
            checkName(name, node);
            new SiteReader(problems, new InScenario(name)).read(node).ifPresent(settings::add);
        });
        if (sites.size() > AddressPlan.MAX_SITES) {
            YamlNode last = List.copyOf(sites.values()).get(AddressPlan.MAX_SITES);
            problems.add(last.keyAt(), "a scenario has at most " + AddressPlan.MAX_SITES + " sites");
        }
        return settings;
    }

    private void checkName(String name, YamlNode node) {
        if (Nodes.RESERVED.contains(name)) {
            problems.add(
                    node.keyAt(), "a site cannot be named `" + name + "`, which means something else in scenarios");
        } else if (!NAME.matcher(name).matches()) {
            problems.add(
                    node.keyAt(),
                    "the name of a site must be small letters, digits and hyphens and begin with a letter, not "
                            + Words.value(name));
        }
    }

    /** A site among the others of its scenario. */
    private final class InScenario implements Surroundings {

        private final String site;

        InScenario(String site) {
            this.site = site;
        }

        @Override
        public String site() {
            return site;
        }

        @Override
        public List<String> domains() {
            return domain.map(List::of).orElse(List.of());
        }

        /** A node, or a name that can never be resolved (RFC 2606 2): nothing outside the lab is ever connected to. */
        @Override
        public HostPort host(String text) throws MalformedException {
            if (text.equals(site)) {
                throw new MalformedException("names the site itself");
            }
            if (text.indexOf(':') >= 0) {
                throw new MalformedException("must be a name without a port; the lab gives addresses and ports itself");
            }
            boolean unresolvable = text.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.invalid");
            return new HostPort(unresolvable ? text : nodes.node(text), AddressPlan.SMTP_PORT);
        }

        @Override
        public String trusted(String text) throws MalformedException {
            return nodes.node(text);
        }

        @Override
        public Optional<String> siteAt(HostPort host) {
            return Optional.of(host.host()).filter(sites::containsKey);
        }

        @Override
        public Optional<Secret> passwordOf(HostPort host) {
            return Optional.ofNullable(sites.get(host.host()))
                    .flatMap(node -> node.get("minger"))
                    .flatMap(minger -> minger.get("password"))
                    .flatMap(YamlNode::text)
                    .map(Secret::new);
        }

        @Override
        public List<SharingHost> hosts() {
            List<SharingHost> others = new ArrayList<>();
            for (String other : sites.keySet()) {
                if (!other.equals(site)) {
                    HostPort smtp = new HostPort(other, AddressPlan.SMTP_PORT);
                    others.add(new SharingHost(
                            smtp,
                            Optional.of(other),
                            AddressPlan.MINGER_PORT,
                            passwordOf(smtp),
                            MingerTransport.UDP,
                            List.of(),
                            false));
                }
            }
            return others;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }
    }
}
