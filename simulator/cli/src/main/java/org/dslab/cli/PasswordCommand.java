package org.dslab.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.PasswordHash;
import org.dslab.engine.settings.Secret;
import org.dslab.server.passwords.Pbkdf2;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code dslab password}: makes a line for a site's password file. The password is never an argument (DS-73). */
@Command(
        name = "password",
        description = "Make a line for the password file of a site.",
        footer = {
            "",
            "The password is asked for on a terminal, or read from the first line of standard input.",
            "",
            "Example:",
            "  dslab password akira@example.com >> passwords"
        })
final class PasswordCommand implements Callable<Integer> {

    private static final int LONGEST = 512;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "ACCOUNT",
            description = "The account: a local part, which is in the site's first domain, or an address.",
            converter = Account.class)
    private String account = "";

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "How slow guessing is made, and logging in: ${DEFAULT-VALUE} unless given.",
            defaultValue = "" + Pbkdf2.USUAL_ITERATIONS)
    private int iterations = Pbkdf2.USUAL_ITERATIONS;

    @Override
    @SuppressWarnings("SystemConsoleNull") // With the property it does return null.
    public Integer call() throws IOException {
        if (iterations < PasswordHash.MIN_ITERATIONS || iterations > PasswordHash.MAX_ITERATIONS) {
            throw wrong(
                    "--iterations must be from " + PasswordHash.MIN_ITERATIONS + " to " + PasswordHash.MAX_ITERATIONS);
        }
        // JDK 22 to 24 have a console also where there is no terminal, unless told so.
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        Secret password = console == null ? read() : ask(console);
        if (password.reveal().isEmpty() || password.reveal().length() > LONGEST) {
            throw wrong("a password has 1 to " + LONGEST + " characters");
        }
        spec.commandLine()
                .getOut()
                .println(account + ":" + Pbkdf2.hash(password, iterations).text());
        return ExitStatus.OK.code();
    }

    private Secret ask(Console console) {
        char[] first = console.readPassword("Password for %s: ", account);
        char[] second = console.readPassword("Once more: ");
        if (first == null || second == null) {
            throw wrong("no password was given");
        }
        if (!Arrays.equals(first, second)) {
            throw wrong("these were two different passwords");
        }
        return new Secret(new String(first));
    }

    private Secret read() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            throw wrong("no password was given; write it to standard input");
        }
        return new Secret(line);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads an account's name. */
    static final class Account implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            boolean isSound = (EmailAddress.parse(text).isPresent()
                            || EmailAddress.parse(text + "@example.com").isPresent())
                    && text.indexOf(':') < 0;
            if (!isSound) {
                throw new TypeConversionException(text + " is neither a local part nor an address");
            }
            return text;
        }
    }
}
