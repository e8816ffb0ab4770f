package org.dslab.server.control;

/** A request that cannot be understood, with its place: a member such as {@code address}, or a column. */
final class BadRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String place;

    BadRequestException(String place, String reason) {
        super(reason);
        this.place = place;
    }

    String place() {
        return place;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
