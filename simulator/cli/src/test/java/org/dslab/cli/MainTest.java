package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dslab.config.InvalidFileException;
import org.dslab.config.Problem;
import org.dslab.lab.world.LabFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** LAB-03: exit statuses and messages that a person, or a CI job, can use. */
class MainTest {

    @Test
    void helpAndVersionGoToStandardOutput() {
        CommandRun help = CommandRun.of("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: dslab", "minger");
        CommandRun version = CommandRun.of("--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).matches("dslab [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(Java [0-9][^)]*\\)\\R");
        assertThat(help.err() + version.err()).isEmpty();
    }

    @Test
    void withoutACommandNothingIsDoneAndThatIsNoSuccess() {
        CommandRun run = CommandRun.of();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                dslab: Missing command: nothing was done
                Try 'dslab --help'.
                """);
    }

    @Test
    void aWrongCommandOrOptionIsAnsweredByOneMessageAndAHint() {
        CommandRun command = CommandRun.of("mingre");
        CommandRun option = CommandRun.of("minger", "botan@example.com", "--hots", "192.0.2.1");

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err()).contains("mingre", "Did you mean", "minger", "Try 'dslab --help'.");
        assertThat(option.status()).isEqualTo(2);
        assertThat(option.err())
                .contains("--host", "Try 'dslab minger --help'.")
                .doesNotContain("\tat ");
        assertThat(command.out() + option.out()).isEmpty();
    }

    static Stream<CommandLine> subcommands() {
        return Main.commandLine().getSubcommands().values().stream();
    }

    @ParameterizedTest
    @MethodSource("subcommands")
    void everyCommandHasAnExampleInItsHelp(CommandLine subcommand) {
        String name = subcommand.getCommandName();
        CommandRun help = CommandRun.of(name, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: dslab " + name, "Example", "  dslab " + name + " ");
    }

    @Test
    void anInvalidFileIsAMessageWithItsPlace() {
        CommandRun run = failing(new InvalidFileException(new Problem("a.yaml", 3, 7, "`send` needs a sender")));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines("a.yaml:3:7: `send` needs a sender\n");
    }

    @Test
    void aFailureOfTheLabIsNotAFailedVerdict() {
        CommandRun run = failing(new LabFailure("127.1.1.1:2525 is in use"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).isEqualToNormalizingNewlines("dslab: the lab failed: 127.1.1.1:2525 is in use\n");
    }

    @Test
    void aMistakeOfOursShowsItsStackTrace() {
        CommandRun run = failing(new IllegalStateException("impossible"));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("internal error", "IllegalStateException: impossible", "\tat ");
    }

    private static CommandRun failing(Exception failure) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine()
                .addSubcommand(new Failing(failure))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("failing");
        return new CommandRun(status, out.toString(), err.toString());
    }

    @Command(name = "failing")
    private record Failing(Exception failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
