package org.dslab.engine.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that the engine could make, as a change of one of its sources, and the test that catches it. Written in a
 * file of {@code engine/core/src/test/defects}:
 *
 * <pre>
 * DS-04: what the mistake does
 * source: sharing/Lookup.java
 * test: org.dslab.engine.sharing.LookupTest#method
 * --- original
 * lines that occur exactly once
 * --- planted
 * what stands there instead
 * --- end
 * </pre>
 *
 * More pairs of original and planted may follow.
 *
 * @param file its name, for messages
 * @param source below {@code org/dslab/engine}
 * @param test class name, {@code #}, method name
 */
record Defect(String file, String requirement, String sentence, String source, String test, List<Edit> edits) {

    private static final String FOLDER = "engine/core/src/test/defects";

    Defect {
        edits = List.copyOf(edits);
    }

    /** Text that occurs exactly once, and what stands there instead. */
    record Edit(String original, String planted) {}

    /** All of them, in the order of their names. */
    static List<Defect> all() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.root().resolve(FOLDER))) {
            List<Defect> defects = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                defects.add(read(file.getFileName() + "", Files.readAllLines(file)));
            }
            return defects;
        }
    }

    static Defect read(String file, List<String> lines) {
        Iterator<String> left = lines.iterator();
        String[] first = next(file, left, "").split(": ", 2);
        if (!first[0].matches("DS-\\d\\d") || first.length < 2) {
            throw new IllegalArgumentException(file + ": the first line is not `DS-NN: sentence`");
        }
        String source = next(file, left, "source: ");
        String test = next(file, left, "test: ");
        List<Edit> edits = new ArrayList<>();
        String line = next(file, left, "---");
        while (line.equals(" original")) {
            String original = until(file, left, "--- planted");
            StringBuilder planted = new StringBuilder();
            line = next(file, left, "");
            while (!line.equals("--- original") && !line.equals("--- end")) {
                planted.append(line).append('\n');
                line = next(file, left, "");
            }
            edits.add(new Edit(original, planted.toString()));
            line = line.substring(3);
        }
        if (edits.isEmpty() || !line.equals(" end")) {
            throw new IllegalArgumentException(file + ": `--- original` and `--- end` are missing");
        }
        return new Defect(file, first[0], first[1], source, test, edits);
    }

    private static String until(String file, Iterator<String> left, String end) {
        StringBuilder text = new StringBuilder();
        for (String line = next(file, left, ""); !line.equals(end); line = next(file, left, "")) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static String next(String file, Iterator<String> left, String prefix) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(file + " ends too early");
        }
        String line = left.next();
        if (!line.startsWith(prefix)) {
            throw new IllegalArgumentException(file + ": `" + line + "` does not begin with `" + prefix + "`");
        }
        return line.substring(prefix.length());
    }

    String testClass() {
        return test.substring(0, test.indexOf('#'));
    }

    String testMethod() {
        return test.substring(test.indexOf('#') + 1);
    }

    /** Where the changed source is in the checkout. */
    Path path() {
        return Checkout.root()
                .resolve("engine/core/src/main/java/org/dslab/engine")
                .resolve(source);
    }

    /** The source with the mistake in it. */
    String plant(String text) {
        String changed = text;
        for (Edit edit : edits) {
            int at = changed.indexOf(edit.original());
            if (at < 0 || changed.indexOf(edit.original(), at + 1) >= 0) {
                throw new AssertionError(file + ": these lines must occur exactly once in " + source
                        + "; it has been edited, so write this defect anew:\n" + edit.original());
            }
            changed = changed.substring(0, at)
                    + edit.planted()
                    + changed.substring(at + edit.original().length());
        }
        return changed;
    }
}
