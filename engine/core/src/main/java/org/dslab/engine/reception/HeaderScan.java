package org.dslab.engine.reception;

import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.octets.Octets;

/**
 * Reads the header of a message as it passes by, in pieces: counts its Received fields (RFC 5321 6.3), notices one of
 * this site's own, and finds its Message-ID. Keeps one line at a time, at most {@link #MAX_LINE} octets of it.
 */
final class HeaderScan {

    private static final int MAX_LINE = 1000;
    private static final String RECEIVED = "received:";
    private static final String MESSAGE_ID = "message-id:";

    private final OwnTrace ownTrace;
    private final StringBuilder line = new StringBuilder();
    private boolean isOver;
    private boolean isInMessageId;
    private boolean isInternational;
    private int received;
    private String messageId = "";

    /** For a message that arrives at the site with this host name. */
    HeaderScan(String hostname) {
        ownTrace = new OwnTrace(hostname);
    }

    void feed(Octets octets) {
        int from = 0;
        while (!isOver && from < octets.length()) {
            int end = octets.indexOf('\n', from);
            int to = end < 0 ? octets.length() : end;
            int keep = Math.min(to - from, MAX_LINE - line.length());
            if (keep > 0) {
                line.append(octets.slice(from, from + keep).latin1());
            }
            if (end < 0) {
                return;
            }
            endOfLine();
            from = end + 1;
        }
    }

    private void endOfLine() {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        String text = line.toString();
        isInternational = isInternational || !AsciiCase.isAscii(text);
        line.setLength(0);
        ownTrace.line(text);
        if (text.isEmpty()) {
            isOver = true;
        } else if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            if (isInMessageId) {
                takeMessageId(text);
            }
        } else {
            field(text);
        }
    }

    private void field(String text) {
        String start = AsciiCase.lower(text.substring(0, Math.min(text.length(), MESSAGE_ID.length())));
        isInMessageId = false;
        if (start.startsWith(RECEIVED)) {
            received++;
        } else if (start.equals(MESSAGE_ID) && messageId.isEmpty()) {
            isInMessageId = true;
            takeMessageId(text.substring(MESSAGE_ID.length()));
        }
    }

    private void takeMessageId(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            messageId = value.substring(open, close + 1);
            isInMessageId = false;
        }
    }

    /** What it keeps in memory. */
    int octetsKept() {
        return line.length() + messageId.length() + ownTrace.octetsKept();
    }

    /** Received fields so far. */
    int received() {
        return received;
    }

    /** Whether the message has been here before (DS-35). */
    boolean hasOwnTrace() {
        return ownTrace.isFound();
    }

    /** Whether a field has an octet above 127, so that only a server with SMTPUTF8 can take the message (RFC 6532). */
    boolean isInternational() {
        return isInternational;
    }

    /** With its angle brackets; empty if there is none. */
    String messageId() {
        return messageId;
    }
}
