package org.dslab.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of a file: UTF-8 without a single mistake, and no character that YAML forbids (YAML 1.2.2, 5.1). */
final class Utf8Text {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private Utf8Text() {}

    static String decode(String file, byte[] octets) throws InvalidFileException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(octets.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(octets), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw new InvalidFileException(new Problem(
                    file, positionOf(text, text.length()), "this is not UTF-8 text; save the file as UTF-8"));
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!isAllowed(c)) {
                String code = String.format(Locale.ROOT, "U+%04X", c);
                throw new InvalidFileException(new Problem(
                        file, positionOf(text, i), "the character " + code + " is not allowed; is this a text file?"));
            }
        }
        return text;
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= '~')
                || c == 0x85
                || (c >= 0xA0 && c != BYTE_ORDER_MARK && c != 0xFFFE && c != 0xFFFF);
    }

    private static Position positionOf(String text, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i += Character.charCount(text.codePointAt(i))) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(line, column);
    }
}
