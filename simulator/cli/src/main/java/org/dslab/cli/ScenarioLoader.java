package org.dslab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dslab.check.StandingCheckers;
import org.dslab.config.InvalidFileException;
import org.dslab.config.Problem;
import org.dslab.lab.scenario.ExpectedViolation;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.scenario.ScenarioFiles;
import org.dslab.lab.scenario.ScenarioReader;

/** Reads all scenario files before any is run, so that a mistake in the last one is found first. */
final class ScenarioLoader {

    private ScenarioLoader() {}

    /**
     * All scenarios below these paths, in the order of their files.
     *
     * @throws InvalidFileException with the problems of all files, or if there is no file at all
     */
    static List<Scenario> load(Collection<Path> paths) throws InvalidFileException {
        List<Scenario> scenarios = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : ScenarioFiles.find(paths)) {
            try {
                Scenario scenario = ScenarioReader.read(file);
                scenarios.add(scenario);
                problems.addAll(unknownCheckers(scenario));
            } catch (InvalidFileException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return scenarios;
    }

    private static List<Problem> unknownCheckers(Scenario scenario) {
        List<Problem> problems = new ArrayList<>();
        for (ExpectedViolation violation : scenario.violations()) {
            if (!StandingCheckers.names().contains(violation.checker())) {
                problems.add(new Problem(
                        scenario.file(),
                        violation.line(),
                        1,
                        "there is no checker `" + violation.checker() + "`; there are "
                                + String.join(", ", StandingCheckers.names())));
            }
        }
        return problems;
    }
}
