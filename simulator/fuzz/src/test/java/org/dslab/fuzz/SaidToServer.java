package org.dslab.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client said, read by the letter of RFC 5321: a line ends at CRLF and nowhere else, a message at CRLF.CRLF. With
 * the codes of the replies it is known which lines were a message's; so it can be told whether each got its one reply.
 */
final class SaidToServer {

    private static final int LONGEST_LINE = 2048;

    private final List<String> messages = new ArrayList<>();
    private int answered;
    private int unanswered;
    private boolean endsInPoorLine;

    /** The greeting is the first of the replies. */
    SaidToServer(String said, List<Integer> codes) {
        answered = codes.isEmpty() ? 0 : 1;
        int at = 0;
        boolean isMessage = false;
        while (unanswered == 0) {
            int end = isMessage ? endOfMessage(said, at) : said.indexOf("\r\n", at);
            if (end < 0) {
                String rest = said.substring(at);
                endsInPoorLine = !isMessage
                        && (rest.length() > LONGEST_LINE - 2 || rest.indexOf('\n') >= 0 || rest.indexOf('\r') >= 0);
                return;
            }
            if (answered == codes.size()) {
                unanswered++;
            } else if (isMessage) {
                messages.add(said.substring(at, end));
                isMessage = false;
                at = end + 3;
                answered++;
            } else {
                isMessage = codes.get(answered++) == 354;
                at = end + 2;
            }
        }
    }

    /** Where the dot is that ends the message which begins at the index; -1 if it has not come. */
    private static int endOfMessage(String said, int from) {
        if (said.startsWith(".\r\n", from)) {
            return from;
        }
        int end = said.indexOf("\r\n.\r\n", from);
        return end < 0 ? -1 : end + 2;
    }

    /** Replies that belong to something the client said, and the greeting. */
    int answered() {
        return answered;
    }

    /** Something is complete and has no reply. */
    boolean isUnanswered() {
        return unanswered > 0;
    }

    /** The last line is refused already, before its end. */
    boolean endsInPoorLine() {
        return endsInPoorLine;
    }

    /** The messages as they were sent, dots and all. */
    List<String> messages() {
        return messages;
    }
}
