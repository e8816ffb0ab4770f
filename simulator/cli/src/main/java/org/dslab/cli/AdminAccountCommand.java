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

/** {@code dslab admin account}: the accounts of a site (DS-02, DS-40 to DS-44). */
@Command(
        name = "account",
        description = "Create, remove, move and list accounts.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To move an account from osaka to tokyo without losing mail: at osaka 'account move A', at tokyo"
                    + " 'account add A --moved-from osaka', at osaka 'account remove A'.",
        })
final class AdminAccountCommand implements Runnable {

    private static final String ADDRESS = "Its address, or its local part alone.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "add", description = "Create an account, after every sharing host was asked for the address.")
    int add(
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Option(names = "--force", description = "Although a host cannot be asked; never if one has the address.")
                    boolean force,
            @Option(
                            names = "--moved-from",
                            paramLabel = "HOST",
                            description = "The sharing host that is moving the account here.")
                    Optional<String> movedFrom) {
        JsonValue.Members request =
                request("account add").with("address", address).with("force", force);
        return admin.ask(movedFrom.isPresent() ? request.with("moved-from", movedFrom.get()) : request);
    }

    @Command(name = "remove", description = "Remove an account and the aliases that lead to it.")
    int remove(@Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address) {
        return admin.ask(request("account remove").with("address", address));
    }

    @Command(name = "move", description = "Begin to move an account to another site: nothing new is taken for it here.")
    int move(@Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address) {
        return admin.ask(request("account move").with("address", address));
    }

    @Command(name = "state", description = "Change whether an account can receive mail.")
    int state(
            @Parameters(paramLabel = "ADDRESS", description = ADDRESS) String address,
            @Parameters(paramLabel = "STATE", description = "active, disabled, full or moving.") String state,
            @Option(
                            names = "--force",
                            description = "Take an account back from a move although a host cannot be asked.")
                    boolean force) {
        return admin.ask(request("account state")
                .with("address", address)
                .with("state", state)
                .with("force", force));
    }

    @Command(name = "list", description = "List accounts, aliases, and the addresses that are being created.")
    int list() {
        return admin.ask(request("account list"));
    }
}
