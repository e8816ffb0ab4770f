package org.dslab.config;

/**
 * Something wrong in a file that a person wrote: place, cause and cure in one line.
 *
 * @param file as the user named it, with {@code /}
 * @param line from 1, or 0 if the problem is with the file as a whole
 * @param column from 1, or 0 likewise
 */
public record Problem(String file, int line, int column, String message) {

    Problem(String file, Position at, String message) {
        this(file, at.line(), at.column(), message);
    }

    Position position() {
        return new Position(line, column);
    }

    /** {@code file:line:column: message}, as compilers write it and editors understand it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
