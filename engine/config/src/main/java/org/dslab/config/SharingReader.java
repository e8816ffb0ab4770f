package org.dslab.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;

/** Reads {@code sharing}: whom a site asks, about which domains, and how (DS-70 to DS-72). */
final class SharingReader {

    private static final int MINGER_PORT = 4069;

    private static final Duration LONGEST_LOOKUP = Duration.ofMinutes(4);

    private final Fields fields;
    private final Surroundings surroundings;
    private final Passwords passwords;
    private final List<String> warnings;

    SharingReader(Fields fields, Surroundings surroundings, Passwords passwords, List<String> warnings) {
        this.fields = fields;
        this.surroundings = surroundings;
        this.passwords = passwords;
        this.warnings = warnings;
    }

    SharingSettings read(Optional<YamlNode> sharing, List<String> servedDomains) {
        SharingSettings defaults = SharingSettings.defaults(surroundings.hosts());
        if (sharing.isEmpty()) {
            return defaults;
        }
        YamlNode node = sharing.get();
        return new SharingSettings(
                fields.flag(node, "enabled", defaults.enabled()),
                limitedTo(node, servedDomains),
                node.get("hosts").map(this::hosts).orElse(defaults.hosts()),
                fields.flag(node, "keep-failed-mail-from-smart-host", defaults.keepFailedMailFromSmartHost()),
                fields.flag(node, "query-hosts-for-senders", defaults.queryHostsForSenders()),
                fields.flag(node, "share-list-posts", defaults.shareListPosts()),
                fields.duration(node, "verified-address-lifetime", defaults.verifiedAddressLifetime()),
                fields.value(node, "lookup-timeout", SharingReader::lookupTimeout)
                        .orElse(defaults.lookupTimeout()),
                fields.durations(node, "retransmit-after", defaults.retransmitAfter()),
                fields.number(node, "max-lookups", defaults.maxLookups()));
    }

    /** RFC 5321 4.5.3.2.3: a client may give up on RCPT after five minutes. */
    private static Duration lookupTimeout(String text) throws MalformedException {
        Duration timeout = Quantity.positiveDuration(text);
        if (timeout.compareTo(LONGEST_LOOKUP) > 0) {
            throw new MalformedException("must be at most 4m, because SMTP clients wait five for a reply");
        }
        return timeout;
    }

    private List<String> limitedTo(YamlNode sharing, List<String> servedDomains) {
        Optional<Path> folder = surroundings.folder();
        Optional<YamlNode> file = sharing.get("domains-file").filter(node -> folder.isPresent());
        if (file.isPresent() && sharing.get("domains").isPresent()) {
            fields.problems()
                    .add(file.get().keyAt(), "`domains` and `domains-file` exclude each other; keep one of them");
            return List.of();
        }
        List<String> limits = new ArrayList<>(fields.values(sharing, "domains", text -> {
            String domain = Addresses.domain(text);
            if (!servedDomains.isEmpty() && !servedDomains.contains(domain)) {
                throw new MalformedException("has " + Words.value(domain) + ", which is not a domain of this site"
                        + Words.suggestion(domain, servedDomains));
            }
            return domain;
        }));
        file.ifPresent(
                node -> limits.addAll(DomainsFile.read(node, folder.orElseThrow(), fields.problems(), warnings)));
        return limits;
    }

    private List<SharingHost> hosts(YamlNode list) {
        List<SharingHost> hosts = new ArrayList<>();
        TreeMap<String, YamlNode> seen = new TreeMap<>();
        for (YamlNode item : list.items()) {
            Optional<SharingHost> host = item.is(YamlNode.Kind.MAPPING)
                    ? host(item)
                    : fields.value(item, surroundings::host).map(this::plain);
            if (host.isEmpty()) {
                continue;
            }
            YamlNode earlier = seen.putIfAbsent(host.get().name(), item);
            if (earlier != null) {
                fields.problems()
                        .add(
                                item,
                                "the host " + Words.value(host.get().name()) + " is on line "
                                        + earlier.at().line() + " already");
            }
            if (host.get().site().equals(Optional.of(surroundings.site()))) {
                warnings.add(new Problem(
                                fields.problems().file(),
                                item.at(),
                                "this is the site itself, so the entry is skipped; list the other sites only")
                        .toString());
                continue;
            }
            hosts.add(host.get());
        }
        return hosts;
    }

    private SharingHost plain(HostPort smtp) {
        return new SharingHost(
                        smtp,
                        surroundings.siteAt(smtp),
                        MINGER_PORT,
                        surroundings.passwordOf(smtp),
                        MingerTransport.UDP,
                        List.of(),
                        false)
                .withCanonicalAddresses();
    }

    private Optional<SharingHost> host(YamlNode item) {
        Optional<Secret> password = passwords.read(item, "minger-password");
        MingerTransport transport =
                fields.text(item, "transport").equals(Optional.of("tcp")) ? MingerTransport.TCP : MingerTransport.UDP;
        List<String> addresses = fields.values(item, "addresses", HostText::numericAddress);
        return fields.value(item, "host", surroundings::host)
                .map(smtp -> new SharingHost(
                        smtp,
                        fields.text(item, "site").or(() -> surroundings.siteAt(smtp)),
                        fields.number(item, "minger-port", MINGER_PORT),
                        password.or(() -> surroundings.passwordOf(smtp)),
                        transport,
                        addresses,
                        fields.text(item, "tls").equals(Optional.of("required"))))
                .map(SharingHost::withCanonicalAddresses);
    }
}
