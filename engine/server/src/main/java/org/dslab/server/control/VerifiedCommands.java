package org.dslab.server.control;

import java.util.Map;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.site.StatusRequest;
import org.dslab.server.json.JsonValue;

/** {@code verified list|drop}: the remembered answers of sharing hosts (DS-06). */
final class VerifiedCommands {

    private VerifiedCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("verified list", VerifiedCommands::list);
        commands.put("verified drop", VerifiedCommands::drop);
    }

    private static JsonValue.Members list(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        return Answers.ask(site, new StatusRequest.ListVerified());
    }

    private static JsonValue.Members drop(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        arguments.nothingElse();
        return Answers.ask(site, new StatusRequest.DropVerified(address));
    }
}
