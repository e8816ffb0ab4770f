package org.dslab.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dslab.config.HostText;
import org.dslab.config.MalformedException;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code dslab minger}: asks one host whether it has an address, as a site would. */
@Command(
        name = "minger",
        description = "Ask one host over Minger whether it has an address.",
        footer = {
            "",
            "Exit status: 0 for an answer about the address (status 3, 4 or 5), 1 for no usable answer.",
            "",
            "Example:",
            "  dslab minger botan@example.com --host 192.0.2.20 --password-file osaka.secret"
        })
final class MingerCommand implements Callable<Integer> {

    private static final int MINGER_PORT = 4069;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ADDRESS", description = "The address to ask about.", converter = ToAddress.class)
    private EmailAddress address = new EmailAddress("", "");

    @Option(
            names = "--host",
            required = true,
            paramLabel = "HOST[:PORT]",
            description = "Whom to ask; port 4069 unless given; an IPv6 address in brackets.",
            converter = ToHost.class)
    private HostPort host = new HostPort("localhost", MINGER_PORT);

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file that holds the host's Minger password; without it the query is anonymous.",
            converter = PasswordFile.class)
    private Optional<Secret> password = Optional.empty();

    @Option(names = "--tcp", description = "Ask over TCP instead of UDP.")
    private boolean overTcp;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long to wait for the answer, such as 500ms or 5s (the default).",
            converter = ToDuration.class)
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() {
        MingerLookup lookup = new MingerLookup(host, password, timeout);
        HostAnswer answer = lookup.ask(address.toString(), overTcp ? MingerTransport.TCP : MingerTransport.UDP);
        spec.commandLine().getOut().println(address + ": " + sentence(answer));
        return (isAboutTheAddress(answer) ? ExitStatus.OK : ExitStatus.FAILED).code();
    }

    private String sentence(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Status(MingerStatus status) -> words(status) + " (status " + status.code() + ")";
            case HostAnswer.None(HostAnswer.Cause cause) -> "no usable answer from " + host + ": " + words(cause);
        };
    }

    private String words(MingerStatus status) {
        return switch (status) {
            case ACTIVE -> "active at " + host;
            case CANNOT_RECEIVE -> "exists at " + host + ", but cannot receive mail now";
            case DOES_NOT_EXIST -> "does not exist at " + host;
            case BAD_CREDENTIALS ->
                "no usable answer from " + host + ": it wants "
                        + (password.isPresent() ? "another password" : "a password, see --password-file");
            case ACCESS_DENIED -> "no usable answer from " + host + ": this client may not ask it";
            case INVALID_REQUEST -> "no usable answer from " + host + ": it calls the query invalid";
        };
    }

    private String words(HostAnswer.Cause cause) {
        return switch (cause) {
            case TIMED_OUT -> "silence for " + seconds(timeout);
            case UNREACHABLE -> "nobody can be reached there" + (overTcp ? "" : " over UDP");
            case UNRESOLVABLE -> "the name has no address";
            case MALFORMED -> "its answer is not Minger";
        };
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static boolean isAboutTheAddress(HostAnswer answer) {
        return answer instanceof HostAnswer.Status(MingerStatus status)
                && status.compareTo(MingerStatus.DOES_NOT_EXIST) >= 0;
    }

    private static final class ToAddress implements ITypeConverter<EmailAddress> {

        @Override
        public EmailAddress convert(String text) {
            return EmailAddress.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not an email address such as botan@example.com"));
        }
    }

    private static final class ToHost implements ITypeConverter<HostPort> {

        @Override
        public HostPort convert(String text) {
            try {
                return HostText.hostPort(text, MINGER_PORT);
            } catch (MalformedException e) {
                throw new TypeConversionException("it " + e.reason());
            }
        }
    }
}
