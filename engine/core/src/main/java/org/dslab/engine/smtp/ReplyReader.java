package org.dslab.engine.smtp;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.octets.Octets;

/** Reads a server's replies, of one or several lines, within limits. A line may end with LF alone: nothing hangs on it. */
final class ReplyReader {

    /** Octets; RFC 5321 4.5.3.1.5 allows 512. */
    private static final int MAX_LINE = 4096;

    private static final int MAX_LINES = 100;

    sealed interface Next {
        /** More has to arrive. */
        record Nothing() implements Next {}

        record Complete(ServerReply reply) implements Next {}

        /** What came is no reply; nothing sensible can follow. */
        record Malformed(String why) implements Next {}
    }

    private static final Next NOTHING = new Next.Nothing();

    private final List<String> lines = new ArrayList<>();
    private Octets rest = Octets.EMPTY;
    private int scanned;
    private int code;

    void add(Octets octets) {
        rest = rest.concat(octets);
    }

    /** Something has arrived behind the last reply. */
    boolean hasMore() {
        return !rest.isEmpty() || !lines.isEmpty();
    }

    Next next() {
        while (true) {
            int lf = rest.indexOf('\n', scanned);
            if ((lf < 0 ? rest.length() : lf) > MAX_LINE) {
                return new Next.Malformed("a line of over " + MAX_LINE + " octets");
            }
            if (lf < 0) {
                scanned = rest.length();
                return NOTHING;
            }
            String line = printable(rest.slice(0, lf > 0 && rest.at(lf - 1) == '\r' ? lf - 1 : lf));
            rest = rest.slice(lf + 1, rest.length());
            scanned = 0;
            int lineCode = code(line);
            if (lineCode < 0) {
                return new Next.Malformed("not a reply: " + line.substring(0, Math.min(80, line.length())));
            }
            if (!lines.isEmpty() && lineCode != code) {
                return new Next.Malformed("one reply with codes " + code + " and " + lineCode);
            }
            if (lines.size() == MAX_LINES) {
                return new Next.Malformed("a reply of over " + MAX_LINES + " lines");
            }
            code = lineCode;
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) != '-') {
                ServerReply reply = new ServerReply(code, lines);
                lines.clear();
                return new Next.Complete(reply);
            }
        }
    }

    /** 200 to 599, or -1. */
    private static int code(String line) {
        if (line.length() < 3 || (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-')) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            code = code * 10 + (c - '0');
        }
        return code >= 200 && code <= 599 ? code : -1;
    }

    private static String printable(Octets octets) {
        StringBuilder text = new StringBuilder(octets.length());
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            text.append(octet < ' ' || octet > '~' ? '?' : (char) octet);
        }
        return text.toString();
    }
}
