package org.dslab.server.control;

import java.util.Map;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.site.SiteRequest;
import org.dslab.server.json.JsonValue;

/** {@code account add|remove|move|state|list} and {@code alias add|remove} (DS-02, DS-40 to DS-44). */
final class AccountCommands {

    private AccountCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("account add", AccountCommands::add);
        commands.put("account remove", AccountCommands::remove);
        commands.put("account move", AccountCommands::move);
        commands.put("account state", AccountCommands::state);
        commands.put("account list", AccountCommands::list);
        commands.put("alias add", AccountCommands::addAlias);
        commands.put("alias remove", AccountCommands::removeAlias);
    }

    private static JsonValue.Members add(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        boolean force = arguments.flag("force");
        Optional<String> movedFrom = arguments.optionalText("moved-from");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.CreateAccount(address, force, movedFrom));
    }

    private static JsonValue.Members remove(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.RemoveAccount(address));
    }

    private static JsonValue.Members move(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.MoveAccount(address));
    }

    private static JsonValue.Members state(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        AccountState state = arguments.word("state", AccountState.values());
        boolean force = arguments.flag("force");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.SetAccountState(address, state, force));
    }

    private static JsonValue.Members list(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.ListAccounts());
    }

    private static JsonValue.Members addAlias(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        EmailAddress target = arguments.address("target");
        boolean force = arguments.flag("force");
        Optional<String> movedFrom = arguments.optionalText("moved-from");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.CreateAlias(address, target, force, movedFrom));
    }

    private static JsonValue.Members removeAlias(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.RemoveAlias(address));
    }
}
