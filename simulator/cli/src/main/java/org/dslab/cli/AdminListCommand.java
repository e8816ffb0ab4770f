package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import java.util.List;
import java.util.Optional;
import org.dslab.server.json.JsonValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin list}: mailing lists (DS-80 to DS-84). */
@Command(
        name = "list",
        description = "Create, remove and show mailing lists and their members.",
        synopsisSubcommandLabel = "COMMAND")
final class AdminListCommand implements Runnable {

    private static final String LIST = "The list's address, or its local part alone.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "create", description = "Create a list; no other site is asked.")
    int create(
            @Parameters(index = "0", paramLabel = "LIST", description = LIST) String list,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "MEMBER", description = "Its members.") @Nullable
                    List<String> members,
            @Option(
                            names = "--owner",
                            paramLabel = "ADDRESS",
                            description = "Who gets notices about it, the postmaster unless given.")
                    Optional<String> owner) {
        JsonValue.Members request = request("list create").with("address", list);
        return admin.ask(AdminCommand.withTexts(
                owner.isPresent() ? request.with("owner", owner.get()) : request, "members", members));
    }

    @Command(name = "remove", description = "Remove a list.")
    int remove(@Parameters(paramLabel = "LIST", description = LIST) String list) {
        return admin.ask(request("list remove").with("address", list));
    }

    @Command(name = "add-member", description = "Put an address on a list.")
    int addMember(
            @Parameters(paramLabel = "LIST", description = LIST) String list,
            @Parameters(paramLabel = "MEMBER", description = "The address.") String member) {
        return admin.ask(request("list add-member").with("address", list).with("member", member));
    }

    @Command(name = "remove-member", description = "Take an address off a list.")
    int removeMember(
            @Parameters(paramLabel = "LIST", description = LIST) String list,
            @Parameters(paramLabel = "MEMBER", description = "The address.") String member) {
        return admin.ask(request("list remove-member").with("address", list).with("member", member));
    }

    @Command(name = "show", description = "Show a list, or all of them.")
    int show(@Parameters(arity = "0..1", paramLabel = "LIST", description = LIST) Optional<String> list) {
        return admin.ask(list.isPresent() ? request("list show").with("address", list.get()) : request("list show"));
    }
}
