package org.dslab.engine.smtp;

import org.dslab.engine.address.AsciiCase;

/**
 * A command line, divided.
 *
 * @param verb in upper case
 * @param argument what follows the first space, without blanks at its ends (RFC 5321 4.1.1: trailing ones are tolerated)
 */
record Command(String verb, String argument) {

    private static final int MAX_HOST_NAME = 255;

    static Command parse(String line) {
        int space = line.indexOf(' ');
        return space < 0
                ? new Command(AsciiCase.upper(line.strip()), "")
                : new Command(
                        AsciiCase.upper(line.substring(0, space)),
                        line.substring(space + 1).strip());
    }

    boolean hasForbiddenArgument() {
        return !argument.isEmpty()
                && (verb.equals("DATA") || verb.equals("RSET") || verb.equals("QUIT") || verb.equals("STARTTLS"));
    }

    /**
     * What EHLO and HELO may name: a domain or address literal (RFC 5321 4.1.1.1), read generously, but nothing that
     * could end or comment a Received field.
     */
    boolean argumentIsHostName() {
        return !argument.isEmpty()
                && argument.length() <= MAX_HOST_NAME
                && argument.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "-._:[]".indexOf(c) >= 0);
    }
}
