package org.dslab.server.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.site.SiteRequest;
import org.dslab.server.json.JsonValue;

/** {@code host add|remove|list}: the sharing hosts (DS-71). */
final class HostCommands {

    private static final int SMTP_PORT = 25;
    private static final int MINGER_PORT = 4069;
    private static final int LAST_PORT = 65_535;

    private HostCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("host add", HostCommands::add);
        commands.put("host remove", HostCommands::remove);
        commands.put("host list", HostCommands::list);
    }

    private static JsonValue.Members add(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        HostPort smtp = arguments.host("host", SMTP_PORT);
        Optional<String> name = arguments.optionalText("site");
        int mingerPort = arguments.number("minger-port", 1, LAST_PORT).orElse(MINGER_PORT);
        Optional<Secret> password = arguments.optionalText("minger-password").map(Secret::new);
        MingerTransport transport = arguments.optionalText("transport").isPresent()
                ? arguments.word("transport", MingerTransport.values())
                : MingerTransport.UDP;
        List<String> addresses = arguments.numericAddresses("addresses");
        boolean isTlsRequired = arguments.flag("require-tls");
        arguments.nothingElse();
        return Answers.ask(
                site,
                new SiteRequest.AddHost(
                        new SharingHost(smtp, name, mingerPort, password, transport, addresses, isTlsRequired)
                                .withCanonicalAddresses()));
    }

    private static JsonValue.Members remove(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        String host = arguments.text("host");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.RemoveHost(host));
    }

    private static JsonValue.Members list(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.ListHosts());
    }
}
