package org.dslab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dslab.server.control.CannotReachException;
import org.dslab.server.control.ControlClient;
import org.dslab.server.json.JsonValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code dslab admin}: tells a running site what to do, through its control socket. */
@Command(
        name = "admin",
        description = "Administer a site that runs, through its control socket.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AdminAccountCommand.class,
            AdminAliasCommand.class,
            AdminHostCommand.class,
            AdminListCommand.class,
            AdminQueueCommand.class,
            AdminVerifiedCommand.class,
            AdminClockCommand.class,
        },
        footer = {
            "",
            "Exit status: 0 done, 1 refused, 2 wrong usage, 3 the site cannot be reached.",
            "",
            "Examples:",
            "  dslab admin --control /var/lib/dslab/tokyo/control.sock status",
            "  dslab admin --control control.sock account add botan@example.com"
        })
final class AdminCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--control",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "The control socket, as `control:` in the site's configuration names it.")
    private Optional<Path> control = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as it came, in JSON.")
    private boolean asJson;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "status", description = "Show a site in numbers.")
    int status() {
        return ask(request("status"));
    }

    @Command(name = "metrics", description = "Print everything that is counted, as Prometheus reads it.")
    int metrics() {
        return ask(request("metrics"));
    }

    static JsonValue.Members request(String command) {
        return JsonValue.Members.NONE.with("command", command);
    }

    /** The request with an array of strings; picocli has nothing at all for values that nobody gave. */
    static JsonValue.Members withTexts(JsonValue.Members request, String name, @Nullable List<String> texts) {
        return texts == null
                ? request
                : request.with(
                        name,
                        new JsonValue.Items(texts.stream()
                                .<JsonValue>map(JsonValue.Text::new)
                                .toList()));
    }

    /** Sends the request, prints the answer, and returns the exit status. */
    int ask(JsonValue.Members request) {
        return ask(request, List.of());
    }

    /** The same; of a table only these columns, in their order, are shown to a person. */
    int ask(JsonValue.Members request, List<String> columns) {
        Path socket = control.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--control=PATH'"));
        JsonValue.Members answer;
        try {
            answer = new ControlClient(socket).ask(request);
        } catch (CannotReachException e) {
            spec.commandLine().getErr().println("dslab: " + e.getMessage());
            return ExitStatus.LAB_FAILED.code();
        }
        ExitStatus status = statusOf(answer);
        if (asJson) {
            spec.commandLine().getOut().println(answer.toLine());
        } else if (status == ExitStatus.OK) {
            new AdminOutput(spec.commandLine().getOut(), columns).print(answer);
        } else {
            spec.commandLine().getErr().println("dslab: " + AdminOutput.reason(answer));
        }
        return status.code();
    }

    private static ExitStatus statusOf(JsonValue.Members answer) {
        if (answer.isTrue("ok")) {
            return ExitStatus.OK;
        }
        return answer.text("error").isPresent() ? ExitStatus.USAGE : ExitStatus.FAILED;
    }
}
