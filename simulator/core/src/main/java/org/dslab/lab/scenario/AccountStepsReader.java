package org.dslab.lab.scenario;

import java.util.Locale;
import java.util.Optional;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.site.SiteRequest;

/** Reads the steps in which an operator asks a site for something about its accounts and aliases. */
final class AccountStepsReader {

    private final Fields fields;
    private final Nodes nodes;
    private final Mailboxes mailboxes;

    AccountStepsReader(Fields fields, Nodes nodes, Mailboxes mailboxes) {
        this.fields = fields;
        this.nodes = nodes;
        this.mailboxes = mailboxes;
    }

    private record AddressAt(String site, EmailAddress address) {}

    /** The step with this key; empty if it has another subject, or if the problems say why. */
    Optional<Step> read(String key, YamlNode node) {
        return switch (key) {
            case "create-account" ->
                at(node, "account")
                        .map(at -> new Step.CreateAccount(at.site(), at.address(), isForced(node), movedFrom(node)));
            case "remove-account" -> at(node, "account").map(at -> new Step.RemoveAccount(at.site(), at.address()));
            case "move-account" ->
                at(node, "account").map(at -> new Step.Operate(at.site(), new SiteRequest.MoveAccount(at.address())));
            case "set-account-state" ->
                at(node, "account")
                        .flatMap(at -> state(node)
                                .map(state -> new Step.Operate(
                                        at.site(),
                                        new SiteRequest.SetAccountState(at.address(), state, isForced(node)))));
            case "create-alias" -> createAlias(node);
            case "remove-alias" ->
                at(node, "alias").map(at -> new Step.Operate(at.site(), new SiteRequest.RemoveAlias(at.address())));
            default -> Optional.empty();
        };
    }

    private Optional<Step> createAlias(YamlNode node) {
        Optional<AddressAt> alias = at(node, "alias");
        Optional<EmailAddress> target = fields.value(node, "target", mailboxes::anywhere);
        Optional<String> movedFrom = movedFrom(node);
        return alias.isPresent() && target.isPresent()
                ? Optional.of(new Step.Operate(
                        alias.get().site(),
                        new SiteRequest.CreateAlias(alias.get().address(), target.get(), isForced(node), movedFrom)))
                : Optional.empty();
    }

    private Optional<AddressAt> at(YamlNode node, String key) {
        Optional<String> site = fields.value(node, "at", nodes::site);
        return site.flatMap(at -> fields.value(node, key, text -> mailboxes.account(at, text))
                .map(address -> new AddressAt(at, address)));
    }

    private Optional<AccountState> state(YamlNode node) {
        return fields.text(node, "state").flatMap(AccountStepsReader::stateNamed);
    }

    /** Empty for a word that the schema has complained about. */
    private static Optional<AccountState> stateNamed(String word) {
        for (AccountState state : AccountState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private boolean isForced(YamlNode node) {
        return fields.flag(node, "force", false);
    }

    /** Another site than the one that is asked. */
    private Optional<String> movedFrom(YamlNode node) {
        return fields.value(node, "moved-from", text -> {
            String site = nodes.site(text);
            if (fields.text(node, "at").equals(Optional.of(site))) {
                throw new MalformedException("names " + Words.value(site) + ", the site itself");
            }
            return site;
        });
    }
}
