package org.dslab.render;

import java.util.List;

/** What the page {@code report.jte} shows; every text in it is printable already, and is escaped as HTML by the page. */
record ReportView(
        boolean passed,
        String headline,
        String circumstances,
        String tool,
        String style,
        String contentSecurityPolicy,
        List<ScenarioView> scenarios,
        List<RequirementView> requirements,
        List<PropertyView> environment) {

    /** A scenario: a row of the overview, and a section. */
    record ScenarioView(
            String id,
            boolean passed,
            String name,
            String file,
            String world,
            String seed,
            List<String> covers,
            String verdicts,
            String span,
            String wall,
            List<StepView> steps,
            List<VerdictView> judgements,
            List<NodeView> nodes,
            List<EntryView> history) {}

    /** A step with the verdicts on it; {@code at} is empty for one that was never reached. */
    record StepView(int number, String text, String at, String mark, List<VerdictView> verdicts) {}

    /**
     * A verdict.
     *
     * @param mark its CSS class
     * @param word the same for people
     * @param links entries of the history that prove it
     * @param proof the entries in full, instead of links, for a failure
     */
    record VerdictView(
            String mark,
            String word,
            String subject,
            List<String> requirements,
            String explanation,
            List<LinkView> links,
            List<EntryView> proof) {}

    /** A link to an entry of the history. */
    record LinkView(String anchor, String text) {}

    /** A node of a run, and the CSS class of its entries. */
    record NodeView(String name, String cssClass) {}

    /** An entry of a history. */
    record EntryView(
            String anchor,
            String number,
            String at,
            String instant,
            String node,
            String cssClass,
            String tone,
            String text) {}

    /** A requirement, and the scenarios that cover it. */
    record RequirementView(String id, List<CoverView> scenarios) {}

    /** A scenario that covers a requirement. */
    record CoverView(String anchor, String name, boolean passed) {}

    /** A name and a value. */
    record PropertyView(String name, String value) {}
}
