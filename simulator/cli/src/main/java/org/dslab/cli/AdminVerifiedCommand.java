package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin verified}: what sharing hosts have confirmed (DS-06). */
@Command(
        name = "verified",
        description = "Show and drop the remembered answers of sharing hosts.",
        synopsisSubcommandLabel = "COMMAND")
final class AdminVerifiedCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "list", description = "List the addresses, who has them, and until when that is believed.")
    int list() {
        return admin.ask(request("verified list"));
    }

    @Command(name = "drop", description = "Forget one address, so that it is looked up again.")
    int drop(@Parameters(paramLabel = "ADDRESS", description = "The address.") String address) {
        return admin.ask(request("verified drop").with("address", address));
    }
}
