package org.dslab.lab.scenario;

/**
 * A standing checker that must fail, because the scenario produces the violation on purpose.
 *
 * @param checker its name, such as {@code duplicate-accounts}
 * @param line in the scenario file
 */
public record ExpectedViolation(String checker, int line) {}
