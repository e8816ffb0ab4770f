package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.Secret;

/** Reads {@code gateways} and {@code gateway-settings}: domains that other servers host (DS-60 to DS-62). */
final class GatewaysReader {

    private static final int MINGER_PORT = 4069;

    private final Fields fields;
    private final Surroundings surroundings;
    private final Passwords passwords;
    private final List<String> localDomains;

    GatewaysReader(Fields fields, Surroundings surroundings, Passwords passwords, List<String> localDomains) {
        this.fields = fields;
        this.surroundings = surroundings;
        this.passwords = passwords;
        this.localDomains = localDomains;
    }

    List<GatewaySetting> gateways(YamlNode site) {
        List<GatewaySetting> gateways = new ArrayList<>();
        TreeMap<String, YamlNode> seen = new TreeMap<>();
        site.get("gateways")
                .ifPresent(list -> list.items().forEach(item -> {
                    Optional<Secret> password = passwords.read(item, "minger-password");
                    Optional<String> domain = fields.value(item, "domain", text -> domain(text, item, seen));
                    fields.value(item, "host", surroundings::host)
                            .ifPresent(smtp -> domain.ifPresent(name -> gateways.add(new GatewaySetting(
                                    name,
                                    smtp,
                                    fields.number(item, "minger-port", MINGER_PORT),
                                    password.or(() -> surroundings.passwordOf(smtp))))));
                }));
        return gateways;
    }

    private String domain(String text, YamlNode item, Map<String, YamlNode> seen) throws MalformedException {
        String domain = Addresses.domain(text);
        if (Addresses.isAmong(domain, localDomains)) {
            throw new MalformedException("is " + Words.value(domain)
                    + ", a domain of this site; a gateway is for a domain that another server hosts");
        }
        YamlNode earlier = seen.putIfAbsent(domain, item);
        if (earlier != null) {
            throw new MalformedException("has " + Words.value(domain) + " a second time; it is on line "
                    + earlier.at().line() + " already");
        }
        return domain;
    }

    GatewayPolicy policy(YamlNode site) {
        GatewayPolicy defaults = GatewayPolicy.defaults();
        return site.get("gateway-settings")
                .map(node -> new GatewayPolicy(
                        fields.flag(node, "also-ask-sharing-hosts", defaults.alsoAskSharingHosts()),
                        fields.text(node, "when-unverifiable").equals(Optional.of("try-again"))
                                ? GatewayPolicy.WhenUnverifiable.TRY_AGAIN
                                : defaults.whenUnverifiable()))
                .orElse(defaults);
    }
}
