package org.dslab.lab.scenario;

import java.util.List;
import org.dslab.engine.settings.SiteSettings;

/**
 * A scenario file, read and validated.
 *
 * @param file as named by the user, with {@code /}
 * @param covers requirement ids such as {@code DS-05}
 * @param domain the shared domain
 * @param sites in the order of the file. Hosts in them are node names (another site, {@code outside},
 *     {@code smart-host}) or what the file says; {@code AddressPlan.place} turns them into addresses
 * @param violations standing checkers that this scenario breaks on purpose
 */
public record Scenario(
        String file,
        String name,
        List<String> covers,
        String domain,
        List<SiteSettings> sites,
        OutsideSettings outside,
        List<PlacedStep> steps,
        List<ExpectedViolation> violations) {

    public Scenario {
        covers = List.copyOf(covers);
        sites = List.copyOf(sites);
        steps = List.copyOf(steps);
        violations = List.copyOf(violations);
    }

    public List<String> siteNames() {
        return sites.stream().map(SiteSettings::site).toList();
    }
}
