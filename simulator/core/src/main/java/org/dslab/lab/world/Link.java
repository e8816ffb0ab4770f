package org.dslab.lab.world;

/** One direction between two nodes: whatever {@code from} sends to {@code to}, on connections that either has opened. */
public record Link(String from, String to) {

    @Override
    public String toString() {
        return from + "->" + to;
    }
}
