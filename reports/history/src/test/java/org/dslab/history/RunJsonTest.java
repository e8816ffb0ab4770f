package org.dslab.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: run.json, a recorded run")
class RunJsonTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void everyKindOfEventIsReadBackAsItWasWritten() throws Exception {
        Recorder recorder = new Recorder();
        SampleEvents.all().forEach(event -> recorder.record(START, "tokyo", event));
        RecordedRun run = run(recorder.entries(), List.of());

        assertThat(read(write(run))).isEqualTo(run);
        assertThat(recorder.entries()).hasSameSizeAs(EventJson.tags());
    }

    @Test
    void noEventHasAFieldThatAnEntryHasItself() {
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            assertThat(Arrays.stream(type.getRecordComponents()).map(component -> component.getName()))
                    .as(type.getSimpleName())
                    .doesNotContain("entry", "time", "node", "event");
        }
    }

    @Test
    void everyOutcomeIsReadBackAsItWasWritten() throws Exception {
        List<Verdict> verdicts = Arrays.stream(Verdict.Outcome.values())
                .map(outcome -> new Verdict(
                        outcome, "expect: { mail: m1 }", 7, List.of("DS-05", "DS-03"), "why", List.of(1L, 99L)))
                .toList();

        RecordedRun run = run(List.of(), verdicts);

        assertThat(read(write(run))).isEqualTo(run);
    }

    @Test
    void theFileHasALinePerEntryAndIsTheSameInEveryLocaleAndZone() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            RecordedRun run = run(
                    List.of(
                            new Entry(1, START, "lab", new Event.StepBegan(1, 9, "cut: { to: osaka }")),
                            new Entry(
                                    2,
                                    START.plusMillis(1500),
                                    "tokyo",
                                    new Event.RecipientReplied(
                                            4, "bot\u202Ean@example.com", 451, "4.4.3 \u00E9\n", "lookup")),
                            new Entry(3, START.plusSeconds(600), "tokyo", new Event.MessageDone("q1"))),
                    List.of(new Verdict(
                            Verdict.Outcome.HOLDS, "delivered-once", 0, List.of("DS-37"), "1 copy", List.of(2L))));

            assertThat(new String(write(run), UTF_8)).isEqualTo("""
                    {
                      "dslab-run": 1,
                      "tool": "dslab 0.1.0",
                      "passed": true,
                      "scenarios": [
                        {
                          "name": "The owner is cut off",
                          "file": "scenarios/cut.yaml",
                          "world": "sim",
                          "seed": -1,
                          "passed": true,
                          "covers": [
                            "DS-05"
                          ],
                          "steps": [
                            "cut: { to: osaka }"
                          ],
                          "verdicts": [
                            {"outcome": "holds", "subject": "delivered-once", "line": 0, "requirements": ["DS-37"], "explanation": "1 copy", "evidence": [2]}
                          ],
                          "history": [
                            {"entry": 1, "time": "2026-01-01T00:00:00.000000Z", "node": "lab", "event": "step-began", "step": 1, "line": 9, "text": "cut: { to: osaka }"},
                            {"entry": 2, "time": "2026-01-01T00:00:01.500000Z", "node": "tokyo", "event": "recipient-replied", "session": 4, "recipient": "bot\\u202Ean@example.com", "code": 451, "text": "4.4.3 \\u00E9\\n", "by": "lookup"},
                            {"entry": 3, "time": "2026-01-01T00:10:00.000000Z", "node": "tokyo", "event": "message-done", "queueId": "q1"}
                          ]
                        }
                      ]
                    }
                    """);
            assertThat(read(write(run))).isEqualTo(run);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void wallTimesStayOut() throws Exception {
        assertThat(read(write(run(List.of(), List.of()))).scenarios())
                .extracting(ScenarioRun::wallMillis)
                .containsExactly(0L);
        assertThat(new String(write(new RecordedRun("dslab", List.of(scenario(List.of(), List.of(), 4711)))), UTF_8))
                .doesNotContain("4711");
    }

    @Test
    void halfASurrogatePairSurvives() throws Exception {
        RecordedRun run = run(List.of(new Entry(1, START, "lab", new Event.Warned("broken \uD83D here"))), List.of());

        assertThat(read(write(run))).isEqualTo(run);
    }

    @Test
    void timesOfOtherMillenniaAreCutToFitTheWidth() {
        assertThat(InstantText.of(Instant.MAX)).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(InstantText.of(Instant.MIN)).isEqualTo("0000-01-01T00:00:00.000000Z");
    }

    @Test
    void aFileThatIsNotARecordedRunIsNamedWithItsLine() {
        assertUnreadable("", "run.json:1: the file ends too early; give the run.json of a dslab report");
        assertUnreadable("hello", "run.json:1: not valid JSON: ");
        assertUnreadable("[]", "run.json:1: an object is expected here; give the run.json");
        assertUnreadable("{}", "run.json:1: this is not a recorded run");
        assertUnreadable("{\n\"scenarios\": []}", "run.json:2: this is not a recorded run");
        assertUnreadable("{\"dslab-run\": {}}", "run.json:1: a text, a whole number, true or false is expected here");
        assertUnreadable("{\"dslab-run\": 1, \"dslab-run\": 1}", "run.json:1: not valid JSON: Duplicate");
        assertUnreadable("{\"dslab-run\": 123456789012345678901}", "run.json:1: a number is too large");
        assertUnreadable("[".repeat(5000), "run.json:1: ");
    }

    @Test
    void aFileOfANewerFormatNamesTheProgramThatCanReadIt() {
        assertUnreadable(
                "{\"dslab-run\": 2, \"tool\": \"dslab 9.0\", \"scenarios\": [{\"shape\": {\"of\": \"the future\"}}]}",
                "format 2 is newer than 1, the newest that this program reads; use the program that wrote it (dslab 9.0)");
    }

    @Test
    void aDamagedFileIsNamedWithLineAndField() throws Exception {
        RecordedRun run = run(
                List.of(new Entry(1, START, "tokyo", new Event.MessageDone("q1"))),
                List.of(new Verdict(Verdict.Outcome.HOLDS, "s", 1, List.of(), "e", List.of())));
        String file = new String(write(run), UTF_8);

        assertUnreadable(file.replace("\"queueId\"", "\"queue\""), ":22: field \"queueId\" is missing");
        assertUnreadable(
                file.replace("\"node\"", "\"more\": 1, \"node\""),
                ":22: unexpected field \"more\"; the file is damaged");
        assertUnreadable(file.replace("\"message-done\"", "\"message-eaten\""), "unknown event \"message-eaten\"");
        assertUnreadable(file.replace("\"entry\": 1", "\"entry\": \"1\""), "field \"entry\" should be a whole number");
        assertUnreadable(
                file.replace("00:00:00.000000Z", "25:00:00.000000Z"), "field \"time\" should be a time such as");
        assertUnreadable(file.replace("\"holds\"", "\"hopes\""), ":19: unknown outcome \"hopes\"");
        assertUnreadable(file.replace("\"line\": 1", "\"line\": 5000000000"), "field \"line\" is too large a number");
        assertUnreadable(file.replace("\"evidence\": []", "\"evidence\": [true]"), "should be a list of whole numbers");
        assertUnreadable(file.replace("\"holds\"", "\"failed\""), "field \"passed\" contradicts the verdicts");
        assertUnreadable(file.substring(0, file.length() - 4), "not valid JSON");
        assertUnreadable(file + "{}", "something follows the end of the data");
    }

    @Test
    void aFailingDiskIsAnInputOutputError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> RunJson.write(run(List.of(), List.of()), full))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThatThrownBy(() -> RunJson.read(broken, "run.json"))
                .isExactlyInstanceOf(UnreadableFileException.class)
                .hasMessage("run.json: cannot be read: Input/output error");
    }

    @Test
    void environmentIsReadBackAsItWasWritten() throws Exception {
        Environment environment = Environment.here(
                "dslab 0.1.0",
                Instant.parse("2026-02-03T04:05:06.789Z"),
                815,
                List.of(scenario(List.of(), List.of(), 4711)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        EnvironmentJson.write(environment, out);

        assertThat(EnvironmentJson.read(new ByteArrayInputStream(out.toByteArray()), "environment.json"))
                .isEqualTo(environment);
        assertThat(out.toString(UTF_8)).contains("{\"file\": \"scenarios/cut.yaml\", \"wall-millis\": 4711}");
        assertThatThrownBy(() -> EnvironmentJson.read(
                        new ByteArrayInputStream("{\"tool\": \"x\"}".getBytes(UTF_8)), "environment.json"))
                .hasMessageStartingWith("environment.json: field \"java\" is missing");
    }

    private static void assertUnreadable(String file, String message) {
        assertThatThrownBy(() -> read(file.getBytes(UTF_8)))
                .isExactlyInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("run.json");
    }

    private static RecordedRun run(List<Entry> history, List<Verdict> verdicts) {
        return new RecordedRun("dslab 0.1.0", List.of(scenario(history, verdicts, 0)));
    }

    private static ScenarioRun scenario(List<Entry> history, List<Verdict> verdicts, long wallMillis) {
        return new ScenarioRun(
                "scenarios/cut.yaml",
                "The owner is cut off",
                "sim",
                -1,
                List.of("DS-05"),
                List.of("cut: { to: osaka }"),
                history,
                verdicts,
                wallMillis);
    }

    private static byte[] write(RecordedRun run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunJson.write(run, out);
        return out.toByteArray();
    }

    private static RecordedRun read(byte[] file) throws UnreadableFileException {
        return RunJson.read(new ByteArrayInputStream(file), "run.json");
    }
}
