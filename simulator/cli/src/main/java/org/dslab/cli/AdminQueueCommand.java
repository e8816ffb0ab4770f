package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import java.util.List;
import java.util.Optional;
import org.dslab.server.json.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin queue}: the messages that wait (DS-38). */
@Command(
        name = "queue",
        description = "Show and handle the messages that wait for delivery.",
        synopsisSubcommandLabel = "COMMAND")
final class AdminQueueCommand implements Runnable {

    /** What fits a screen; {@code --json} has the rest. */
    private static final List<String> SHOWN =
            List.of("queue-id", "age", "size", "held", "sender", "address", "target", "attempts", "last-reply");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    /** The messages that are meant. */
    static final class Selection {

        @Parameters(
                arity = "0..1",
                paramLabel = "MESSAGE",
                description = "A queue id, or a Message-ID with its angle brackets.")
        private Optional<String> message = Optional.empty();

        @Option(
                names = "--host",
                paramLabel = "HOST",
                description = "Those that go to this host: a site's name, or a host with or without port.")
        private Optional<String> host = Optional.empty();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        JsonValue.Members addTo(JsonValue.Members request) {
            JsonValue.Members members = request;
            if (message.isPresent()) {
                members = members.with("message", message.get());
            }
            if (host.isPresent()) {
                members = members.with("host", host.get());
            }
            return all ? members.with("all", true) : members;
        }
    }

    @Command(name = "count", description = "Count them.")
    int count() {
        return admin.ask(request("queue count"));
    }

    @Command(name = "list", description = "List them, all unless some are named, with what became of each recipient.")
    int list(
            @Mixin Selection selection,
            @Option(names = "--after", paramLabel = "QUEUE-ID", description = "Begin behind this message.")
                    Optional<String> after,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many, 500 unless given.")
                    Optional<Integer> limit) {
        JsonValue.Members request = selection.addTo(request("queue list"));
        if (after.isPresent()) {
            request = request.with("after", after.get());
        }
        if (limit.isPresent()) {
            request = request.with("limit", limit.get());
        }
        return admin.ask(request, SHOWN);
    }

    @Command(name = "hold", description = "Make no attempts until they are released.")
    int hold(@Mixin Selection selection) {
        return admin.ask(selection.addTo(request("queue hold")));
    }

    @Command(name = "release", description = "Hold them no longer, and try them at once.")
    int release(@Mixin Selection selection) {
        return admin.ask(selection.addTo(request("queue release")));
    }

    @Command(name = "retry", description = "Try them at once.")
    int retry(@Mixin Selection selection) {
        return admin.ask(selection.addTo(request("queue retry")));
    }

    @Command(name = "bounce", description = "Return them to their senders at once.")
    int bounce(@Mixin Selection selection) {
        return admin.ask(selection.addTo(request("queue bounce")));
    }

    @Command(name = "delete", description = "Delete them; nobody is told.")
    int delete(@Mixin Selection selection) {
        return admin.ask(selection.addTo(request("queue delete")));
    }
}
