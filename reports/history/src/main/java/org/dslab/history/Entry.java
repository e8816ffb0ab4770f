package org.dslab.history;

import java.time.Instant;

/**
 * One line of a history.
 *
 * @param number position in the history, from 1
 * @param at the lab's time
 * @param node the site or other party that it happened at; {@code lab} for the lab itself
 */
public record Entry(long number, Instant at, String node, Event event) {}
