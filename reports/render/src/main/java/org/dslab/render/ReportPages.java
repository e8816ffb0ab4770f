package org.dslab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.history.Environment;
import org.dslab.history.InstantText;
import org.dslab.history.RecordedRun;
import org.dslab.history.ScenarioRun;
import org.dslab.render.ReportView.CoverView;
import org.dslab.render.ReportView.PropertyView;
import org.dslab.render.ReportView.RequirementView;
import org.dslab.render.ReportView.ScenarioView;

/** Makes the view of a whole report. */
final class ReportPages {

    private final RecordedRun run;
    private final Environment environment;
    private final List<ScenarioView> scenarios = new ArrayList<>();

    ReportPages(RecordedRun run, Environment environment) {
        this.run = run;
        this.environment = environment;
        for (ScenarioRun scenario : run.scenarios()) {
            scenarios.add(new ScenarioPages(scenario, "s" + (scenarios.size() + 1)).view());
        }
    }

    ReportView view(String style, String contentSecurityPolicy) {
        String circumstances = run.scenarios().isEmpty()
                ? ""
                : Printable.of(Digest.circumstances(run.scenarios())) + ", in "
                        + TimeText.wallSeconds(environment.wallMillis());
        return new ReportView(
                run.passed(),
                Digest.headline(run.scenarios()),
                circumstances,
                Printable.of(run.tool()),
                style,
                contentSecurityPolicy,
                scenarios,
                requirements(),
                environment());
    }

    /** Choosing a node hides the entries of all others, but the steps stay as landmarks. */
    String filterRules() {
        int nodes = scenarios.stream()
                .mapToInt(scenario -> scenario.nodes().size())
                .max()
                .orElse(0);
        StringBuilder rules = new StringBuilder();
        for (int i = 1; i <= nodes; i++) {
            String node = ScenarioPages.nodeClass(i);
            rules.append(".history:has(input[value=\"" + node + "\"]:checked) tbody tr:not(." + node
                    + "):not(.step) { display: none; }\n");
        }
        return rules.toString();
    }

    private List<RequirementView> requirements() {
        TreeMap<String, List<CoverView>> covers = new TreeMap<>();
        for (ScenarioView scenario : scenarios) {
            for (String id : scenario.covers()) {
                covers.computeIfAbsent(id, any -> new ArrayList<>())
                        .add(new CoverView(scenario.id(), scenario.name(), scenario.passed()));
            }
        }
        return covers.entrySet().stream()
                .map(entry -> new RequirementView(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<PropertyView> environment() {
        return List.of(
                new PropertyView("Run by", Printable.of(run.tool())),
                new PropertyView("Started", InstantText.of(environment.startedAt())),
                new PropertyView("Java", Printable.of(environment.java() + ", " + environment.virtualMachine())),
                new PropertyView("System", Printable.of(environment.system())),
                new PropertyView("Processors", Integer.toString(environment.processors())));
    }
}
