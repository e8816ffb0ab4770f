package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import java.util.Optional;
import org.dslab.server.json.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin alias}: other names of accounts, here or anywhere (DS-14, DS-40). */
@Command(
        name = "alias",
        description = "Create and remove aliases; 'account list' lists them.",
        synopsisSubcommandLabel = "COMMAND")
final class AdminAliasCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "add", description = "Create an alias, after every sharing host was asked for the address.")
    int add(
            @Parameters(paramLabel = "ADDRESS", description = "The alias.") String address,
            @Parameters(paramLabel = "TARGET", description = "Where its mail goes, here or anywhere else.")
                    String target,
            @Option(names = "--force", description = "Although a host cannot be asked; never if one has the address.")
                    boolean force,
            @Option(
                            names = "--moved-from",
                            paramLabel = "HOST",
                            description = "The sharing host that is moving the alias here.")
                    Optional<String> movedFrom) {
        JsonValue.Members request = request("alias add")
                .with("address", address)
                .with("target", target)
                .with("force", force);
        return admin.ask(movedFrom.isPresent() ? request.with("moved-from", movedFrom.get()) : request);
    }

    @Command(name = "remove", description = "Remove an alias and the aliases that lead to it.")
    int remove(@Parameters(paramLabel = "ADDRESS", description = "The alias.") String address) {
        return admin.ask(request("alias remove").with("address", address));
    }
}
