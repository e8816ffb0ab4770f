package org.dslab.engine.traceability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/requirements.md}: identifier and behaviour are written by hand, tests and planted defects are
 * what the sources say. After a change, write them anew with {@code -Ddslab.write-docs=true}.
 */
@DisplayName("Every requirement has a test that names it and a defect that is caught")
class TraceabilityTest {

    private static final String ROW = "| DS-";
    private static final int MOST_TESTS_SHOWN = 3;

    private final SortedMap<String, SortedSet<String>> tests;
    private final List<Defect> defects;
    private final Path document = Checkout.root().resolve("docs/requirements.md");

    TraceabilityTest() throws IOException {
        tests = NamingTests.byRequirement();
        defects = Defect.all();
    }

    private List<String> requirements() throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith(ROW))
                .map(TraceabilityTest::idOf)
                .toList();
    }

    private static String idOf(String row) {
        return row.substring(2, 7);
    }

    @Test
    void everyRequirementIsNamedByATest() throws IOException {
        assertThat(requirements())
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(tests.get(id))
                        .as("engine tests that name " + id)
                        .isNotEmpty());
    }

    @Test
    void everyRequirementHasAPlantedDefectThatATestNamingItCatches() throws IOException {
        assertThat(requirements())
                .allSatisfy(id -> assertThat(defects.stream()
                                .filter(defect -> defect.requirement().equals(id)))
                        .as("planted defects against " + id)
                        .isNotEmpty()
                        .allSatisfy(defect -> assertThat(tests.get(id))
                                .as("tests that name " + id + "; " + defect.file() + " says " + defect.test())
                                .contains(simpleName(defect))));
    }

    @Test
    void noTestNamesARequirementThatDoesNotExist() throws IOException {
        assertThat(requirements()).containsAll(tests.keySet());
    }

    @Test
    void theTableInTheDocumentIsUpToDate() throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<String> expected = lines.stream()
                .map(line -> line.startsWith(ROW) ? row(line) : line)
                .toList();
        if (Boolean.getBoolean("dslab.write-docs")) {
            Files.writeString(document, String.join("\n", expected) + "\n");
        } else {
            assertThat(lines)
                    .as("docs/requirements.md; write it anew with -Ddslab.write-docs=true")
                    .isEqualTo(expected);
        }
    }

    private String row(String line) {
        String[] cells = line.split(" \\| ", -1);
        String id = idOf(line);
        List<String> planted = defects.stream()
                .filter(defect -> defect.requirement().equals(id))
                .map(Defect::sentence)
                .toList();
        return "| " + id + " | " + cells[1] + " | " + shown(new ArrayList<>(tests.getOrDefault(id, new TreeSet<>())))
                + " | " + String.join("; ", planted) + " |";
    }

    private static String shown(List<String> names) {
        String first = String.join(
                ", ",
                names.stream()
                        .limit(MOST_TESTS_SHOWN)
                        .map(name -> "`" + name + "`")
                        .toList());
        int more = names.size() - MOST_TESTS_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String simpleName(Defect defect) {
        return defect.testClass().substring(defect.testClass().lastIndexOf('.') + 1) + "#" + defect.testMethod();
    }

    @Test
    void rangesAndParameterizedTestsCount() {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        NamingTests.find("""
                /** DS-03 to DS-05, and the table. */
                @ParameterizedTest(name = "{0}) *")
                @CsvSource({"a, b", "c(, d"})
                void many(String a) {}

                /** DS-06. */
                private void helper() {}

                /** Nothing. */
                @Test
                void none() {}

                /** DS-07 in a contract. */
                @Test
                default void one() throws Exception {}
                """, "X", found);
        assertThat(found.keySet()).containsExactly("DS-03", "DS-04", "DS-05", "DS-07");
        assertThat(found.get("DS-04")).containsExactly("X#many");
    }
}
