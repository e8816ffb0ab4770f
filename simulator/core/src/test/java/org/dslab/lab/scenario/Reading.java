package org.dslab.lab.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dslab.config.InvalidFileException;

/** Reads texts as if they were scenario files named {@code s.yaml}. */
final class Reading {

    /** The lines before the steps; the first step is on line 8. */
    static final String TWO_SITES = """
            scenario: A test
            covers: [DS-05]
            domain: example.com
            sites:
              tokyo: { accounts: [akira] }
              osaka: { accounts: [botan, { name: benkei, aliases: [ben] }] }
            steps:
            """;

    private Reading() {}

    static Scenario scenario(String text) throws InvalidFileException {
        return ScenarioReader.parse("s.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The steps of a scenario of two sites. */
    static List<PlacedStep> steps(String steps) throws InvalidFileException {
        return scenario(TWO_SITES + steps).steps();
    }

    /** The only step. */
    static Step step(String step) throws InvalidFileException {
        return steps(step).get(0).step();
    }

    /** What is said about a text that must be refused, one line for each problem. */
    static List<String> messages(String text) {
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> scenario(text))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refusal -> refusal.problems().forEach(problem -> lines.add(problem.toString())));
        return lines;
    }
}
