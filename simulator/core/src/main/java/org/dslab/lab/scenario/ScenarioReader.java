package org.dslab.lab.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.config.Addresses;
import org.dslab.config.Fields;
import org.dslab.config.InvalidFileException;
import org.dslab.config.Problems;
import org.dslab.config.Words;
import org.dslab.config.YamlDocument;
import org.dslab.config.YamlNode;
import org.dslab.config.YamlReader;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.lab.world.AddressPlan;

/** Reads scenario files; docs/scenarios.md describes their language. */
public final class ScenarioReader {

    private final YamlNode root;
    private final Problems problems;
    private final Fields fields;

    private ScenarioReader(YamlDocument document) {
        this.root = document.root();
        this.problems = document.problems();
        this.fields = new Fields(problems);
    }

    /**
     * Reads a scenario file.
     *
     * @throws InvalidFileException with everything that is wrong in it
     */
    public static Scenario read(Path path) throws InvalidFileException {
        return read(YamlReader.read(path));
    }

    /** The same for what has been read already. */
    public static Scenario parse(String file, byte[] octets) throws InvalidFileException {
        return read(YamlReader.parse(file, octets));
    }

    private static Scenario read(YamlDocument document) throws InvalidFileException {
        ScenarioSchema.get().check(document);
        return new ScenarioReader(document).scenario();
    }

    private Scenario scenario() throws InvalidFileException {
        Optional<String> domain = fields.value(root, "domain", Addresses::domain);
        Map<String, YamlNode> siteNodes =
                root.get("sites").map(YamlNode::entries).orElseGet(LinkedHashMap::new);
        Nodes nodes = new Nodes(List.copyOf(siteNodes.keySet()));
        List<SiteSettings> sites = new SitesReader(problems, siteNodes, nodes, domain).read();
        OutsideSettings outside = outside(nodes);
        List<ExpectedViolation> violations = violations();
        Mailboxes mailboxes = new Mailboxes(sites, domain.orElse("domain.invalid"));
        StepsReader reader = new StepsReader(
                fields,
                nodes,
                mailboxes,
                new HostStepReader(fields, nodes, sites),
                sites.stream().anyMatch(ScenarioReader::usesSmartHost));
        List<PlacedStep> steps = root.get("steps").map(reader::read).orElse(List.of());
        List<String> covers = covers();
        problems.throwIfAny();
        return new Scenario(
                problems.file(),
                fields.text(root, "scenario").orElseThrow(),
                covers,
                domain.orElseThrow(),
                sites,
                outside,
                steps,
                violations);
    }

    private static boolean usesSmartHost(SiteSettings site) {
        return site.smartHost()
                        .filter(host -> host.host().equals(AddressPlan.SMART_HOST))
                        .isPresent()
                || site.routes().values().stream().anyMatch(host -> host.host().equals(AddressPlan.SMART_HOST));
    }

    private OutsideSettings outside(Nodes nodes) {
        OutsideSettings defaults = OutsideSettings.defaults();
        Optional<String> relaysTo =
                root.get("smart-host").flatMap(node -> fields.value(node, "relays-to", nodes::site));
        Optional<YamlNode> outside = root.get("outside");
        List<Duration> retryAfter = outside.map(node -> fields.durations(node, "retry-after", defaults.retryAfter()))
                .orElse(defaults.retryAfter());
        return new OutsideSettings(
                retryAfter,
                outside.map(node -> fields.duration(node, "then-every", defaults.thenEvery()))
                        .orElse(defaults.thenEvery()),
                outside.map(node -> fields.duration(node, "give-up-after", defaults.giveUpAfter()))
                        .orElse(defaults.giveUpAfter()),
                relaysTo);
    }

    private List<ExpectedViolation> violations() {
        List<ExpectedViolation> violations = new ArrayList<>();
        distinct("expected-violations")
                .forEach((name, node) ->
                        violations.add(new ExpectedViolation(name, node.at().line())));
        return violations;
    }

    private List<String> covers() {
        return List.copyOf(distinct("covers").keySet());
    }

    private Map<String, YamlNode> distinct(String key) {
        Map<String, YamlNode> found = new LinkedHashMap<>();
        root.get(key).ifPresent(list -> {
            for (YamlNode item : list.items()) {
                item.text().ifPresent(text -> {
                    if (found.putIfAbsent(text, item) != null) {
                        problems.add(item, Words.value(text) + " is here twice");
                    }
                });
            }
        });
        return found;
    }
}
