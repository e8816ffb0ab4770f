package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.config.Reading.SITE;
import static org.dslab.config.Reading.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            a: b: c               ~ 3:5: a colon is not allowed here; put a text that contains `: ` in quotes
            \\tx: 1               ~ 3:1: a tab is here; YAML is indented with spaces only
            x: @y                 ~ 3:4: a value cannot begin with this character; put it in quotes
            x\\ny: 1              ~ 3:1: this line is no `key: value`; is a colon missing, or is it indented wrongly?
            x:\\n  - a\\n y: b    ~ 5:2: this does not continue what stands before it; is it indented wrongly?
            x: - a                ~ 3:4: a list cannot begin here; put it on the lines below its key, each entry after `- `
            x: 'a                 ~ 3:4: the quotation mark that opens here is never closed
            x: {                  ~ 4:1: the file ends before a `[` or `{` is closed
            x: { a: b             ~ 4:1: a comma or `}` is missing before this, for the `{` opened on line 3
            x: [a, b              ~ 4:1: a comma or `]` is missing before this, for the `[` opened on line 3
            x: "a\\q"             ~ 3:7: a backslash in double quotes is not followed by a known letter; use single quotes
            x: |y                 ~ 3:5: this is not valid YAML
            ? [a]\\n: b           ~ 3:3: a key must be a word, not a list or a mapping
            ---\\nsite: osaka     ~ 3:1: a second document begins here, but a file holds only one
            site: osaka           ~ 3:1: `site` is here twice; it was first on line 1
            x: &a 1               ~ 3:4: anchors (`&name`) are not allowed; write the value out, or put it in quotes
            x: *a                 ~ 3:4: aliases (`*name`) are not allowed; write the value out, or put it in quotes
            <<: *a                ~ 3:5: aliases (`*name`) are not allowed; write the value out, or put it in quotes
            x: !!str 1            ~ 3:4: tags (`!name`) are not allowed; put a value that begins with `!` in quotes
            hostname: "a\\\\nb"   ~ 3:11: a text must be on one line and without control characters
            """)
    void whatIsNotStrictYamlIsRefusedAtItsPlace(String yaml, String message) {
        String text = yaml.replace("\\\\n", "\\N")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\N", "\\n");

        assertThat(messages(SITE + text + "\n")).contains("site.yaml:" + message);
    }

    @Test
    void aFileWithoutContentIsRefused() {
        assertThat(messages("")).containsExactly("site.yaml: the file is empty");
        assertThat(messages("# only a comment\n")).containsExactly("site.yaml: the file is empty");
        assertThat(messages("---\n")).containsExactly("site.yaml: the file is empty");
    }

    @Test
    void aFileThatIsNoMappingIsRefused() {
        assertThat(messages("- a\n"))
                .containsExactly("site.yaml:1:1: the file must hold `key: value` lines, not a list");
        assertThat(messages("a\n")).containsExactly("site.yaml:1:1: the file must hold `key: value` lines, not text");
    }

    /** The bomb of a billion laughs: each line refers ten times to the one before. */
    @Test
    void aBombOfAliasesIsRefusedAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a");
            bomb.append(i - 1).append("]\n");
        }

        assertThat(messages(bomb.toString()))
                .containsExactly(
                        "site.yaml:1:5: anchors (`&name`) are not allowed; write the value out, or put it in quotes");
    }

    @Test
    void deepNestingAndManyValuesAreRefused() {
        assertThat(messages("x: " + "[".repeat(500_000)))
                .containsExactly("site.yaml:1:103: this is nested more than 100 levels deep");
        assertThat(messages("x: [" + "a,".repeat(400_000) + "]"))
                .containsExactly(
                        "site.yaml:1:100001: the file has more than 50000 values; no file of this kind needs to");
    }

    @Test
    void binaryFilesAreRefused() {
        assertThat(refusal(new byte[] {'a', ':', '\n', ' ', 0, 1, 2}))
                .isEqualTo("b.yaml:2:2: the character U+0000 is not allowed; is this a text file?");
        assertThat(refusal(new byte[] {'a', ':', ' ', (byte) 0xC3, '(', '\n'}))
                .isEqualTo("b.yaml:1:4: this is not UTF-8 text; save the file as UTF-8");
        assertThat(refusal("site: tokyo\n".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("b.yaml:1:1: this is not UTF-8 text; save the file as UTF-8");
        assertThat(refusal(new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82}))
                .isEqualTo("b.yaml:1:4: this is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        YamlDocument document = YamlReader.parse("b.yaml", "\uFEFFsite: tokyo\n".getBytes(StandardCharsets.UTF_8));

        assertThat(document.root().get("site").flatMap(YamlNode::text)).contains("tokyo");
    }

    @Test
    void charactersBeyondTheBasicPlaneCanStandAnywhere() throws Exception {
        for (int length = 1000; length < 1050; length++) {
            String text = "x".repeat(length) + "\uD83D\uDCE7";

            assertThat(Reading.document("a: " + text + "\n").root().get("a").flatMap(YamlNode::text))
                    .contains(text);
        }
    }

    @Test
    void pathsThatAreNoReadableFileAreRefused(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlReader.MAX_OCTETS + 1]);

        assertThat(refusal(missing)).isEqualTo(YamlReader.nameOf(missing) + ": there is no such file");
        assertThat(refusal(folder)).isEqualTo(YamlReader.nameOf(folder) + ": this is a folder, not a file");
        assertThat(refusal(large))
                .isEqualTo(
                        YamlReader.nameOf(large) + ": the file is larger than 1 MiB; no file of this kind needs to be");
    }

    @Test
    void ofManyProblemsTheFirstTwentyAreShown() {
        StringBuilder yaml = new StringBuilder(SITE);
        for (int i = 0; i < 45; i++) {
            yaml.append("unknown-").append(i).append(": 1\n");
        }

        assertThat(messages(yaml.toString()))
                .hasSize(21)
                .endsWith("site.yaml: and 25 more problems")
                .first()
                .asString()
                .startsWith("site.yaml:3:1: unknown key `unknown-0`");
    }

    @Test
    void everyProblemOfAFileIsReportedInItsOrder() {
        assertThat(messages("""
                        site: tokyo
                        retry: { then-every: 1w }
                        domains: [example.com]
                        acounts: []
                        sharing: { lookup-timeout: 0s }
                        """))
                .containsExactly(
                        "site.yaml:2:22: `then-every` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not `1w`",
                        "site.yaml:4:1: unknown key `acounts`; did you mean `accounts`?",
                        "site.yaml:5:28: `lookup-timeout` must be longer than 0s");
    }

    private static String refusal(byte[] octets) {
        return message(() -> YamlReader.parse("b.yaml", octets));
    }

    private static String refusal(Path path) {
        return message(() -> YamlReader.read(path));
    }

    private static String message(ThrowingCallable reading) {
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(InvalidFileException.class, refusal -> message.append(refusal.getMessage()));
        return message.toString();
    }
}
