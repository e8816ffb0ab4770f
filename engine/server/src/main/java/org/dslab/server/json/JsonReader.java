package org.dslab.server.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON value that is the whole of a text. Members that come twice and deep nesting are refused. */
public final class JsonReader {

    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value that the text is.
     *
     * @throws MalformedJsonException if it is none
     */
    public static JsonValue read(String text) throws MalformedJsonException {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.wrong("nothing may follow the value");
        }
        return value;
    }

    private JsonValue value(int depth) throws MalformedJsonException {
        if (depth > DEEPEST) {
            throw wrong("it is nested too deeply");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new JsonValue.Text(string());
            case 't' -> word("true", new JsonValue.Flag(true));
            case 'f' -> word("false", new JsonValue.Flag(false));
            case 'n' -> word("null", new JsonValue.Nothing());
            default -> number();
        };
    }

    private JsonValue members(int depth) throws MalformedJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return new JsonValue.Members(members);
        }
        while (true) {
            skipSpace();
            int before = at;
            String name = string();
            skipSpace();
            expect(':');
            JsonValue value = value(depth + 1);
            if (members.putIfAbsent(name, value) != null) {
                at = before;
                throw wrong("the member \"" + name + "\" is there a second time");
            }
            skipSpace();
            if (peek() == '}') {
                at++;
                return new JsonValue.Members(members);
            }
            expect(',');
        }
    }

    private JsonValue items(int depth) throws MalformedJsonException {
        List<JsonValue> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new JsonValue.Items(items);
        }
        while (true) {
            items.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return new JsonValue.Items(items);
            }
            expect(',');
        }
    }

    private String string() throws MalformedJsonException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw wrong(at < text.length() ? "a control character must be escaped" : "the string does not end");
            }
            at++;
            if (c == '"') {
                refuseHalfPairs(string);
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    /** UTF-8 cannot hold half of a pair: the spool would give back another text than it was given. */
    private void refuseHalfPairs(CharSequence string) throws MalformedJsonException {
        if (string.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw wrong("the string has half of a surrogate pair; write both halves, or none");
        }
    }

    private char escaped() throws MalformedJsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> {
                at--;
                throw wrong("there is no such escape");
            }
        };
    }

    private char hexadecimal() throws MalformedJsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x7F ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits must follow \\u");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private JsonValue word(String word, JsonValue meaning) throws MalformedJsonException {
        if (!text.startsWith(word, at)) {
            throw wrong("a value was expected");
        }
        at += word.length();
        return meaning;
    }

    private JsonValue number() throws MalformedJsonException {
        int begin = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(begin, at);
        if (!number.matches("-?(0|[1-9][0-9]{0,17})")) {
            at = begin;
            throw wrong(number.isEmpty() ? "a value was expected" : "a whole number was expected");
        }
        return new JsonValue.Whole(Long.parseLong(number));
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' was expected");
        }
        at++;
    }

    /** The next character; a NUL, which is in no JSON, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedJsonException wrong(String reason) {
        return new MalformedJsonException(at + 1, reason);
    }
}
