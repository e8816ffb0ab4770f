package org.dslab.engine.delivery;

import org.dslab.engine.octets.Octets;

/** The quoted-printable encoding of text in lines (RFC 2045 6.7). */
final class QuotedPrintable {

    private static final int MAX_LINE = 76;
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder encoded = new StringBuilder();
    private int column;

    private QuotedPrintable() {}

    /** The same text in lines of printable ASCII, CRLF-terminated as the original ones. */
    static String encode(Octets octets) {
        QuotedPrintable printable = new QuotedPrintable();
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            boolean isLineEnd = octet == '\r' && i + 1 < octets.length() && octets.at(i + 1) == '\n';
            if (isLineEnd) {
                printable.encoded.append("\r\n");
                printable.column = 0;
                i++;
            } else {
                printable.add(octet, isBeforeLineEnd(octets, i + 1));
            }
        }
        return printable.encoded.toString();
    }

    private static boolean isBeforeLineEnd(Octets octets, int next) {
        return next >= octets.length() || octets.at(next) == '\r' || octets.at(next) == '\n';
    }

    private void add(int octet, boolean isLastOfLine) {
        boolean isSpace = octet == ' ' || octet == '\t';
        boolean isPlain = (octet > ' ' && octet <= '~' && octet != '=') || (isSpace && !isLastOfLine);
        int width = isPlain ? 1 : 3;
        if (column + width > MAX_LINE - 1) {
            encoded.append("=\r\n");
            column = 0;
        }
        if (isPlain) {
            encoded.append((char) octet);
        } else {
            encoded.append('=').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
        column += width;
    }
}
