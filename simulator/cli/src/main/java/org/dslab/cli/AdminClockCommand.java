package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin clock}: the time of a site that runs on a lab clock. */
@Command(
        name = "clock",
        description = "Move the clock of a site that was started with --lab-clock.",
        synopsisSubcommandLabel = "COMMAND")
final class AdminClockCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "advance", description = "Move it on, through everything that is due on the way.")
    int advance(
            @Parameters(
                            paramLabel = "DURATION",
                            description = "How far, such as 10m or 5d.",
                            converter = ToDuration.class)
                    Duration by) {
        return admin.ask(request("clock advance").with("by", by.toString()));
    }
}
