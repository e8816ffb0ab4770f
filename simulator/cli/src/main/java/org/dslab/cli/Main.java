package org.dslab.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. {@code System.exit} is called here and nowhere else. */
@Command(
        name = "dslab",
        description = "Domain Sharing Lab: acts out mail flows between sites that share the users of one domain.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            LintCommand.class,
            SchemaCommand.class,
            MingerCommand.class,
            SiteCommand.class,
            AdminCommand.class,
            PasswordCommand.class,
            SidecarCommand.class,
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs one command and leaves the JVM. */
    public static void main(String[] args) {
        CommandLine line = commandLine();
        int code = line.execute(args);
        line.getOut().flush();
        line.getErr().flush();
        System.exit(code);
    }

    /** Runs one command and returns its exit status. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        int code = commandLine().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        return code;
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::whileRunning);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }
}
