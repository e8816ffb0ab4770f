package org.dslab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dslab.config.SidecarFile;
import org.dslab.config.SiteFile;
import org.dslab.lab.scenario.ScenarioReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every YAML snippet of the documentation is what it claims to be. A block marked {@code yaml} is a whole file: a scenario,
 * or a site's configuration if it begins with the key {@code site}, a side-car's if it also names a file of users. One marked {@code yaml steps} stands in a scenario of
 * the sites tokyo, osaka and kyoto.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("dslab.root", "."));
    private static final Pattern BLOCK =
            Pattern.compile("^```yaml( steps)?\\R(.*?)^```\\R", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String AROUND_STEPS = """
            scenario: A snippet
            domain: example.com
            sites:
              tokyo: { accounts: [akira], smart-host: smart-host }
              osaka: { accounts: [botan] }
              kyoto: { accounts: [chie] }
            steps:
            """;

    @TestFactory
    List<DynamicTest> everyYamlSnippetIsWellFormed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                int line = 1 + (int) text.substring(0, block.start()).lines().count();
                boolean isSteps = block.group(1) != null;
                String snippet = block.group(2);
                String name = ROOT.relativize(page) + ":" + line;
                tests.add(DynamicTest.dynamicTest(name, () -> read(name, snippet, isSteps)));
            }
        }
        return tests;
    }

    @Test
    void theLanguageReferenceHasSnippets() throws IOException {
        assertThat(BLOCK.matcher(Files.readString(ROOT.resolve("docs/scenarios.md")))
                        .results())
                .hasSizeGreaterThan(8);
    }

    private static void read(String name, String snippet, boolean isSteps) throws IOException {
        if (!isSteps && snippet.startsWith("site:")) {
            Path folder = Files.createTempDirectory("dslab");
            Path file = Files.writeString(folder.resolve("site.yaml"), snippet);
            if (snippet.contains("\nusers-file: ")) {
                Files.writeString(folder.resolve("users.txt"), "chie\n");
                assertThatCode(() -> SidecarFile.read(file)).doesNotThrowAnyException();
            } else {
                assertThatCode(() -> SiteFile.read(file)).doesNotThrowAnyException();
            }
        } else {
            String text = isSteps ? AROUND_STEPS + snippet.indent(2) : snippet;
            assertThatCode(() -> ScenarioReader.parse(name, text.getBytes(StandardCharsets.UTF_8)))
                    .doesNotThrowAnyException();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }
}
