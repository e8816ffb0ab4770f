package org.dslab.config;

/** A place in a text file, both numbers from 1; 0 and 0 stand for the file as a whole. */
public record Position(int line, int column) implements Comparable<Position> {

    /** The file as a whole. */
    public static final Position FILE = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
