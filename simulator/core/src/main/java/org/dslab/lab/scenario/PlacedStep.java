package org.dslab.lab.scenario;

/**
 * A step and where it stands.
 *
 * @param number from 1, in the order of the file; a step inside {@code together} has its own
 * @param line in the scenario file
 * @param text as the file puts it, on one line
 */
public record PlacedStep(int number, int line, String text, Step step) {}
