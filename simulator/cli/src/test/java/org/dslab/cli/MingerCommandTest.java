package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dslab minger} against the engine's own responder, on real sockets. */
@Timeout(30)
class MingerCommandTest {

    @TempDir
    private Path folder = Path.of(".");

    private static CommandRun ask(MingerHost host, String address, String... options) {
        String[] args = new String[options.length + 4];
        args[0] = "minger";
        args[1] = address;
        args[2] = "--host";
        args[3] = host.hostPort();
        System.arraycopy(options, 0, args, 4, options.length);
        return CommandRun.of(args);
    }

    @ParameterizedTest
    @CsvSource({
        "botan@example.com, active at HOST (status 5)",
        "Botan@Example.com, active at HOST (status 5)",
        "'\"two words\"@example.com', active at HOST (status 5)",
        "full@example.com, 'exists at HOST, but cannot receive mail now (status 4)'",
        "nobody@example.com, does not exist at HOST (status 3)"
    })
    void anAnswerAboutTheAddressIsPrintedWhicheverItIs(String address, String words) throws IOException {
        try (MingerHost host = MingerHost.open()) {
            for (String[] transport : new String[][] {{}, {"--tcp"}}) {
                CommandRun run = ask(host, address, transport);

                assertThat(run.out().strip()).isEqualTo(address + ": " + words.replace("HOST", host.hostPort()));
                assertThat(run.status()).isZero();
                assertThat(run.err()).isEmpty();
            }
        }
    }

    /** DS-52, DS-73. */
    @Test
    void aPasswordComesFromAFileAndIsNeverShown() throws IOException {
        try (MingerHost host = MingerHost.open("canary-password-1")) {
            CommandRun right = ask(host, "botan@example.com", "--password-file", file("canary-password-1\n"));
            CommandRun wrong = ask(host, "botan@example.com", "--password-file", file("canary-password-2"));
            CommandRun none = ask(host, "botan@example.com");

            assertThat(right.status()).isZero();
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.out()).contains("another password", "(status 2)");
            assertThat(none.status()).isEqualTo(1);
            assertThat(none.out()).contains("--password-file", "(status 2)");
            assertThat(right.out() + wrong.out() + none.out() + wrong.err()).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary with spaces", "", "canary-canary-canary-canary-canary-canary-canary-canary"})
    void anUnusablePasswordFileIsWrongUsageAndItsContentStaysSecret(String content) throws IOException {
        CommandRun run =
                CommandRun.of("minger", "botan@example.com", "--host", "127.0.0.1", "--password-file", file(content));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("1 to 50 visible ASCII characters").doesNotContain("canary");
    }

    @Test
    void aPortThatNobodyListensAtIsNoUsableAnswer() throws IOException {
        MingerHost host = MingerHost.open();
        host.close();
        for (String[] transport : new String[][] {{}, {"--tcp"}}) {
            CommandRun run = ask(host, "botan@example.com", transport);

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).contains("no usable answer", "nobody can be reached there");
        }
    }

    @Test
    void aSilentHostIsWaitedForUntilTheTimeout() throws IOException {
        // Its backlog takes the connection; nobody ever answers.
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "minger",
                    "botan@example.com",
                    "--tcp",
                    "--host",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "--timeout",
                    "50ms");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).contains("silence for 50ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "botan, 127.0.0.1, 5s, not an email address",
        "botan@example.com, 127.0.0.1:0, 5s, ports are 1 to 65535",
        "botan@example.com, 127.0.0.1, 5 parsecs, must be a duration",
        "botan@example.com, 127.0.0.1, 0s, longer than 0s"
    })
    void wrongUsageIsToldInOneMessage(String address, String host, String timeout, String words) {
        CommandRun run = CommandRun.of("minger", address, "--host", host, "--timeout", timeout);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(words, "Try 'dslab minger --help'.");
        assertThat(run.err().lines()).hasSize(2);
    }

    private String file(String content) throws IOException {
        Path file = Files.createTempFile(folder, "minger", ".secret");
        return Files.writeString(file, content).toString();
    }
}
