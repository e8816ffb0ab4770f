package org.dslab.lab.world;

import java.util.List;

/**
 * A mail that somebody outside submits.
 *
 * @param name by which the scenario speaks of it; its Message-ID is {@code <name@lab.invalid>}
 * @param from the envelope sender; empty for the null sender
 * @param to envelope recipients as the scenario writes them, letter case kept
 * @param via the site it is submitted to
 * @param size of the body in octets, 0 for a short text
 * @param retries whether the sender tries again after a temporary failure
 * @param header fields that the message begins with, before those that every mail has
 */
public record Mail(
        String name, String from, List<String> to, String via, int size, boolean retries, List<String> header) {

    public Mail {
        to = List.copyOf(to);
        header = List.copyOf(header);
    }

    /** Without header fields of its own. */
    public Mail(String name, String from, List<String> to, String via, int size, boolean retries) {
        this(name, from, to, via, size, retries, List.of());
    }

    public String messageId() {
        return "<" + name + "@lab.invalid>";
    }
}
