package org.dslab.config;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dslab.engine.address.AsciiCase;

/** Words for messages: keys in their backticks, and the nearest of some valid words to a misspelt one. */
public final class Words {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.@-]{1,60}");
    private static final Pattern KEY_START = Pattern.compile("[A-Za-z0-9_-]{0,40}");

    private Words() {}

    /** A key for a message. Of a key that is none only the beginning: it may be a password gone astray (DS-73). */
    static String key(String key) {
        if (KEY.matcher(key).matches()) {
            return "`" + key + "`";
        }
        Matcher start = KEY_START.matcher(key);
        return start.lookingAt() && start.end() > 0 ? "`" + start.group() + "...`" : "this key";
    }

    /** A value for a message, shortened. Never to be used for passwords. */
    public static String value(String value) {
        return "`" + (value.length() <= 60 ? value : value.substring(0, 57) + "...") + "`";
    }

    /** {@code ; did you mean `accounts`?} if a valid word is near enough, else nothing. */
    public static String suggestion(String word, Collection<String> valid) {
        return nearest(word, valid)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("");
    }

    /** The same, or else the valid words themselves if they are few. */
    public static String suggestionOrChoice(String word, Collection<String> valid) {
        String suggestion = suggestion(word, valid);
        return suggestion.isEmpty() && !valid.isEmpty() && valid.size() <= 10
                ? "; known here: " + String.join(", ", valid)
                : suggestion;
    }

    /** The nearest valid word, if it is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> valid) {
        if (word.length() > 60) {
            return Optional.empty();
        }
        String wanted = AsciiCase.lower(word).replace('_', '-');
        int best = Math.max(1, wanted.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : valid) {
            int distance = distance(wanted, AsciiCase.lower(candidate), best);
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** How many letters must be inserted, left out, replaced or swapped with their neighbour, or {@code limit}. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
