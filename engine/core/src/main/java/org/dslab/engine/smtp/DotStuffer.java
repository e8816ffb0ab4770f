package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/** Prepares a message for DATA: a dot before each line that begins with one (RFC 5321 4.5.2), wherever the pieces are cut. */
final class DotStuffer {

    private boolean lineStart = true;
    private boolean afterCr;

    Octets stuff(Octets piece) {
        int dots = countLeadingDots(piece);
        Octets result = dots == 0 ? piece : withDots(piece, dots);
        if (!piece.isEmpty()) {
            lineStart = isLineStart(piece, piece.length());
            afterCr = piece.at(piece.length() - 1) == '\r';
        }
        return result;
    }

    /** What ends the message: the CRLF that it lacks, if it does, and the final dot. */
    Octets end() {
        return Octets.latin1(lineStart ? ".\r\n" : afterCr ? "\n.\r\n" : "\r\n.\r\n");
    }

    private int countLeadingDots(Octets piece) {
        int dots = !piece.isEmpty() && lineStart && piece.at(0) == '.' ? 1 : 0;
        for (int dot = nextDotAfterLf(piece, 0); dot > 0; dot = nextDotAfterLf(piece, dot)) {
            dots += isLineStart(piece, dot) ? 1 : 0;
        }
        return dots;
    }

    private Octets withDots(Octets piece, int dots) {
        byte[] target = new byte[piece.length() + dots];
        int copied = 0;
        int at = 0;
        if (lineStart && piece.at(0) == '.') {
            target[at++] = '.';
        }
        for (int dot = nextDotAfterLf(piece, 0); dot > 0; dot = nextDotAfterLf(piece, dot)) {
            if (isLineStart(piece, dot)) {
                piece.slice(copied, dot).copyTo(target, at);
                at += dot - copied;
                copied = dot;
                target[at++] = '.';
            }
        }
        piece.slice(copied, piece.length()).copyTo(target, at);
        return Octets.copyOf(target);
    }

    /** The index of the next dot that follows an LF in this piece, or -1. */
    private static int nextDotAfterLf(Octets piece, int from) {
        int lf = from - 1;
        while ((lf = piece.indexOf('\n', lf + 1)) >= 0 && lf + 1 < piece.length()) {
            if (piece.at(lf + 1) == '.') {
                return lf + 1;
            }
        }
        return -1;
    }

    /** Whether the octets before the index end with CRLF. */
    private boolean isLineStart(Octets piece, int index) {
        if (index == 0) {
            return lineStart;
        }
        return piece.at(index - 1) == '\n' && (index == 1 ? afterCr : piece.at(index - 2) == '\r');
    }
}
