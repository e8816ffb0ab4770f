package org.dslab.cli;

import static org.dslab.cli.AdminCommand.request;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.settings.Secret;
import org.dslab.server.json.JsonValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dslab admin host}: the sharing hosts of a site (DS-71). */
@Command(name = "host", description = "Add, remove and list sharing hosts.", synopsisSubcommandLabel = "COMMAND")
final class AdminHostCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private AdminCommand admin = new AdminCommand();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: nothing was done");
    }

    @Command(name = "add", description = "Ask one more host from now on, after those that there are.")
    int add(
            @Parameters(
                            paramLabel = "HOST[:PORT]",
                            description = "Where mail for its users goes; port 25 unless given.")
                    String host,
            @Option(names = "--site", paramLabel = "NAME", description = "The name of that site.")
                    Optional<String> site,
            @Option(names = "--minger-port", paramLabel = "PORT", description = "Where it is asked, 4069 unless given.")
                    Optional<Integer> mingerPort,
            @Option(
                            names = "--minger-password-file",
                            paramLabel = "FILE",
                            description = "The file that holds its Minger password; without it queries are anonymous.",
                            converter = PasswordFile.class)
                    Optional<Secret> mingerPassword,
            @Option(names = "--transport", paramLabel = "udp|tcp", description = "How it is asked, udp unless given.")
                    Optional<String> transport,
            @Option(
                            names = "--address",
                            paramLabel = "ADDRESS",
                            description =
                                    "A numeric address that it connects from, besides its host if that is numeric.")
                    @Nullable
                    List<String> addresses,
            @Option(names = "--require-tls", description = "Send its mail only after STARTTLS.") boolean requireTls) {
        JsonValue.Members request = request("host add").with("host", host);
        request = optional(request, "site", site);
        request = optional(request, "transport", transport);
        // The socket is its owner's alone, and no request is logged (DS-73).
        request = optional(request, "minger-password", mingerPassword.map(Secret::reveal));
        if (mingerPort.isPresent()) {
            request = request.with("minger-port", mingerPort.get());
        }
        if (requireTls) {
            request = request.with("require-tls", true);
        }
        return admin.ask(AdminCommand.withTexts(request, "addresses", addresses));
    }

    private static JsonValue.Members optional(JsonValue.Members request, String name, Optional<String> value) {
        return value.isPresent() ? request.with(name, value.get()) : request;
    }

    @Command(
            name = "remove",
            description = "Ask a host no more; what it confirmed is forgotten, and mail for it is looked up again.")
    int remove(
            @Parameters(paramLabel = "HOST", description = "The name of its site, or its host as configured.")
                    String host) {
        return admin.ask(request("host remove").with("host", host));
    }

    @Command(name = "list", description = "List them in the order in which they are asked.")
    int list() {
        return admin.ask(request("host list"));
    }
}
