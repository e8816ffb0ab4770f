package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message and its envelope, made of lines that mean something to a site and of anything else.
 *
 * @param client the address it comes from
 * @param envelope MAIL and RCPT
 * @param text ready to be sent: lines end with CRLF, dots are doubled; one octet a character
 */
record FuzzedMessage(String client, List<String> envelope, String text) {

    private static final int LONGEST = 20_000;

    private static final List<String> CLIENTS = List.of("192.0.2.20", "192.0.2.9", "192.0.2.200");

    private static final List<String> SENDERS = List.of(
            "MAIL FROM:<akira@example.com>\r\n",
            "MAIL FROM:<eve@elsewhere.test>\r\n",
            "MAIL FROM:<all@example.com>\r\n",
            "MAIL FROM:<>\r\n");

    private static final List<String> RECIPIENTS = List.of(
            "RCPT TO:<akira@example.com>\r\n",
            "RCPT TO:<refused@partner.example>\r\n",
            "RCPT TO:<all@example.com>\r\n",
            "RCPT TO:<botan@example.com>\r\n");

    private static final List<String> LINES = List.of(
            "Received: from a by mx.tokyo.example.com\r\n",
            "Received: from a\r\n",
            "received:by\r\n",
            "\tmx.tokyo.example.com;\r\n",
            " by mx.Tokyo.example.com (by\r\n",
            "Message-ID: <1@client.example>\r\n",
            "Message-ID:\r\n",
            " <2@client.example>\r\n",
            "X-Domain-Sharing-Post: list=all@example.com; site=osaka; post=<1@a>\r\n",
            "X-Domain-Sharing-Post : list=all@example.com;\r\n",
            "X-Domain-Sharing-Pos",
            " site=osaka; post=<3@a>\r\n",
            " \r\n",
            "Subject: x\r\n",
            ":\r\n",
            "\r\n",
            "\r\n\r\n");

    static FuzzedMessage of(FuzzedDataProvider data) {
        // With several recipients the order of what becomes of them may depend on the pieces.
        List<String> envelope = List.of(data.pickValue(SENDERS), data.pickValue(RECIPIENTS));
        String client = data.pickValue(CLIENTS);
        StringBuilder text = new StringBuilder();
        for (int left = data.consumeInt(0, 15); left > 0; left--) {
            text.append(part(data));
        }
        if (text.length() > LONGEST) {
            text.setLength(LONGEST);
        }
        return new FuzzedMessage(client, envelope, DotStuffing.of(withWholeLines(text.toString())));
    }

    private static String part(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 9)) {
            case 0 -> new String(data.consumeBytes(80), StandardCharsets.ISO_8859_1);
            case 1 -> data.pickValue(LINES).repeat(data.consumeInt(1, 300));
            case 2 -> "x".repeat(data.consumeInt(1, 3000));
            default -> data.pickValue(LINES);
        };
    }

    /** A lone CR or LF would be refused before anything reads the header. */
    private static String withWholeLines(String text) {
        return text.replace("\r", "").replace("\n", "\r\n");
    }
}
