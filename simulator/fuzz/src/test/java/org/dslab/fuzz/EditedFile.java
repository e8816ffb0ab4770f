package org.dslab.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A good file with some of its words replaced, left out or doubled, so that most of it is still read: {@code 0x01}, then
 * two octets for each edit. Any other octets stand for themselves.
 */
final class EditedFile {

    private static final int MOST_EDITS = 8;

    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "1",
            "65536",
            "99999999999999999999",
            "0s",
            "500ms",
            "9999d",
            "1GiB",
            "9999999GiB",
            "true",
            "null",
            "none",
            "x",
            "akira",
            "all",
            "example.com",
            "akira@example.com",
            "192.0.2.1",
            "[2001:db8::1]:25",
            "{}",
            "[]",
            "[x]",
            "\"",
            "|",
            "&a x",
            "*a",
            "\u00e4",
            "x".repeat(300));

    private EditedFile() {}

    /** The octets of a file. */
    static byte[] of(byte[] input, String good) {
        if (input.length == 0 || input[0] != 1) {
            return input;
        }
        String[] parts = good.split("(?<=[\\s:,{}\\[\\]])|(?=[\\s:,{}\\[\\]])", -1);
        int[] words = indexesOfWords(parts);
        for (int at = 1; at + 1 < input.length && at < 2 * MOST_EDITS; at += 2) {
            int word = words[(input[at] & 0xFF) * words.length / 256];
            int edit = (input[at + 1] & 0xFF) % (WORDS.size() + 2);
            parts[word] = edit < WORDS.size()
                    ? WORDS.get(edit)
                    : edit == WORDS.size() ? parts[word] + parts[word] : parts[words[0]];
        }
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static int[] indexesOfWords(String[] parts) {
        return IntStream.range(0, parts.length)
                .filter(i -> Character.isLetterOrDigit((parts[i] + " ").charAt(0)) || parts[i].startsWith("\""))
                .toArray();
    }
}
