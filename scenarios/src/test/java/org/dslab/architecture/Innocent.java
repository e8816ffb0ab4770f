package org.dslab.architecture;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Code as it should be: what the bans must leave alone. */
@SuppressWarnings({"unused", "NonApiType"})
final class Innocent {

    private Innocent() {}

    IntSupplier length(String text) {
        return text::length;
    }

    void copied(byte[] from, byte[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    Object ordered(Stream<String> words) {
        return words.collect(Collectors.toMap(Function.identity(), String::length, (a, b) -> a, TreeMap::new));
    }

    Object grouped(Stream<String> words) {
        return words.collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }

    Object small() {
        return Map.of("a", Map.of());
    }

    Object insertionOrder() {
        return new LinkedHashMap<String, String>();
    }

    String localized(String text) {
        return String.format(Locale.ROOT, "%s", text.toLowerCase(Locale.ROOT));
    }

    long seeded() {
        return new SplittableRandom(7).nextLong();
    }
}
