package org.dslab.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A server that takes all mail but that for {@code refused}. */
final class NextHop {

    private String unread = "";
    private boolean isInMessage;

    /** The replies to what a client has said now. */
    List<String> replies(String said) {
        List<String> replies = new ArrayList<>();
        unread += said;
        int end = end();
        while (end >= 0) {
            String line = unread.substring(0, end);
            unread = unread.substring(end);
            if (isInMessage) {
                isInMessage = false;
                replies.add("250 OK");
            } else {
                isInMessage = line.startsWith("DATA");
                replies.add(isInMessage ? "354 go" : line.startsWith("RCPT TO:<refused") ? "550 5.1.1 no" : "250 OK");
            }
            end = end();
        }
        return replies;
    }

    private int end() {
        String mark = isInMessage ? "\r\n.\r\n" : "\r\n";
        int begin = unread.indexOf(mark);
        return isInMessage && unread.startsWith(".\r\n") ? 3 : begin < 0 ? -1 : begin + mark.length();
    }
}
