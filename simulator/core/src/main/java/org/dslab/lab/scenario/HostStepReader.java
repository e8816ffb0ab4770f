package org.dslab.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.lab.world.AddressPlan;

/** Reads the steps that add and remove sharing hosts (DS-71). */
final class HostStepReader {

    private final Fields fields;
    private final Nodes nodes;
    private final List<SiteSettings> sites;

    HostStepReader(Fields fields, Nodes nodes, List<SiteSettings> sites) {
        this.fields = fields;
        this.nodes = nodes;
        this.sites = List.copyOf(sites);
    }

    Optional<Step> add(YamlNode node) {
        Optional<String> site = fields.value(node, "at", nodes::site);
        MingerTransport transport =
                fields.text(node, "transport").equals(Optional.of("tcp")) ? MingerTransport.TCP : MingerTransport.UDP;
        Optional<Secret> password = fields.text(node, "minger-password").map(Secret::new);
        return site.flatMap(at -> fields.value(node, "host", text -> other(at, text))
                .map(host -> new Step.AddHost(
                        at,
                        new SharingHost(
                                new HostPort(host, AddressPlan.SMTP_PORT),
                                Optional.of(host),
                                AddressPlan.MINGER_PORT,
                                password.or(() -> passwordOf(host)),
                                transport,
                                List.of(),
                                false))));
    }

    Optional<Step> remove(YamlNode node) {
        Optional<String> site = fields.value(node, "at", nodes::site);
        return site.flatMap(
                at -> fields.value(node, "host", text -> other(at, text)).map(host -> new Step.RemoveHost(at, host)));
    }

    private String other(String site, String text) throws MalformedException {
        if (text.equals(site)) {
            throw new MalformedException("names " + Words.value(text) + ", the site itself");
        }
        return nodes.site(text);
    }

    private Optional<Secret> passwordOf(String host) {
        return sites.stream()
                .filter(site -> site.site().equals(host))
                .findFirst()
                .flatMap(site -> site.minger().password());
    }
}
