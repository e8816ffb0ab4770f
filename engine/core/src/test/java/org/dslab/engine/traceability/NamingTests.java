package org.dslab.engine.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The engine's tests by the requirements that the Javadoc above them names. */
final class NamingTests {

    private static final Pattern TEST = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*((?:@\\w+(?:\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\")*\\))?\\s*)+)"
                    + "(?:private |public |default |static )*void (\\w+)\\(",
            Pattern.DOTALL);
    private static final Pattern REQUIREMENT = Pattern.compile("DS-(\\d\\d)(?: to DS-(\\d\\d))?");

    private NamingTests() {}

    /** Test class and method of every test that names a requirement. */
    static SortedMap<String, SortedSet<String>> byRequirement() throws IOException {
        Path sources = Checkout.root().resolve("engine/core/src/test/java");
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                String name = (file.getFileName() + "").replace(".java", "");
                find(Files.readString(file), name, found);
            }
        }
        return found;
    }

    static void find(String source, String type, SortedMap<String, SortedSet<String>> found) {
        Matcher test = TEST.matcher(source);
        while (test.find()) {
            if (test.group(2).contains("Test")) {
                for (String id : requirements(test.group(1))) {
                    found.computeIfAbsent(id, key -> new TreeSet<>()).add(type + "#" + test.group(3));
                }
            }
        }
    }

    /** {@code DS-03 to DS-05} names three. */
    static List<String> requirements(String text) {
        List<String> ids = new ArrayList<>();
        Matcher id = REQUIREMENT.matcher(text);
        while (id.find()) {
            int first = Integer.parseInt(id.group(1));
            int last = id.group(2) == null ? first : Integer.parseInt(id.group(2));
            for (int number = first; number <= last; number++) {
                ids.add("DS-%02d".formatted(number));
            }
        }
        return ids;
    }
}
