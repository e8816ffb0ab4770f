package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.AccountState;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;

/**
 * Makes and removes accounts. Before one is made in a shared domain, every sharing host is asked (DS-40). This is the
 * guide's plain check-then-create, mode {@code check}: two sites that create one address at the same moment both
 * succeed (DS-42).
 */
public final class AccountRegistry {

    private final SiteSettings settings;
    private final AccountDirectory directory;
    private final SharedDomains domains;
    private final Lookups lookups;
    private final VerifiedAddresses verified;
    private final Effects effects;
    private final TreeSet<String> beingCreated = new TreeSet<>();

    public AccountRegistry(
            SiteSettings settings,
            AccountDirectory directory,
            SharedDomains domains,
            Lookups lookups,
            VerifiedAddresses verified,
            Effects effects) {
        this.settings = settings;
        this.directory = directory;
        this.domains = domains;
        this.lookups = lookups;
        this.verified = verified;
        this.effects = effects;
    }

    /** The spool's accounts; the configuration's, if the spool was never used (DS-71). */
    public void recover(SpoolState state) {
        if (state.seeded()) {
            state.accounts().forEach(directory::put);
            state.aliases().forEach(directory::put);
            return;
        }
        List<Change> seeds = new ArrayList<>();
        for (AccountSetting setting : settings.accounts()) {
            Account account = new Account(complete(setting.name()), setting.state());
            directory.put(account);
            seeds.add(new Change.AccountStored(account));
            for (String name : setting.aliases()) {
                Alias alias = new Alias(complete(name), account.address());
                directory.put(alias);
                seeds.add(new Change.AliasStored(alias));
            }
        }
        effects.commit(seeds, failure -> {
            if (failure.isPresent()) {
                effects.record(new SiteEvent.Warned("the accounts of the configuration could not be stored"));
            }
        });
        if (settings.sharing().enabled() && !settings.sharing().hosts().isEmpty() && !seeds.isEmpty()) {
            effects.record(new SiteEvent.Warned(
                    "the spool was empty: the accounts of the configuration were taken over without asking the sharing"
                            + " hosts"));
        }
    }

    /** A bare local part belongs to the first domain. */
    private EmailAddress complete(String name) {
        return EmailAddress.parse(name)
                .orElseGet(() -> EmailAddress.of(name + "@" + settings.domains().getFirst()));
    }

    /**
     * Creates an account.
     *
     * @param force although a host cannot be asked; never although a host has the address (DS-41)
     */
    public void create(EmailAddress address, boolean force, Consumer<CreationResult> done) {
        if (!domains.isLocal(address.domainKey())) {
            refuse(address, "the domain " + address.domain() + " is not one of this site's", false, "", done);
        } else if (directory.find(address).isPresent()) {
            refuse(address, "it exists here already", false, "", done);
        } else if (!beingCreated.add(address.key())) {
            refuse(address, "it is being created here already", false, "", done);
        } else if (domains.isShared(address.domainKey()) && !address.localKey().equals("postmaster")) {
            lookups.ask(address, LookupPurpose.CREATION, outcome -> decide(address, force, outcome, done));
        } else {
            store(address, done);
        }
    }

    private void decide(EmailAddress address, boolean force, LookupOutcome outcome, Consumer<CreationResult> done) {
        Optional<SharingHost> holder = outcome.owner().or(outcome::inactiveAt);
        if (holder.isPresent()) {
            String name = holder.get().name();
            refuseAfterAsking(address, "it exists at " + name, false, name, done);
        } else if (outcome.unusable().isPresent() && !force) {
            String name = outcome.unusable().get().name();
            refuseAfterAsking(address, name + " cannot be asked; try again, or force it", true, name, done);
        } else {
            store(address, done);
        }
    }

    private void store(EmailAddress address, Consumer<CreationResult> done) {
        Account account = new Account(address, AccountState.ACTIVE);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.AccountStored(account));
        if (verified.find(address).isPresent()) {
            changes.add(new Change.VerifiedDropped(address.key()));
        }
        effects.commit(changes, failure -> {
            if (failure.isPresent()) {
                refuseAfterAsking(address, "it could not be stored", true, "", done);
                return;
            }
            beingCreated.remove(address.key());
            verified.drop(address, "created here");
            lookups.localChange(address);
            directory.put(account);
            effects.record(new SiteEvent.AccountCreated(address));
            done.accept(new CreationResult.Done());
        });
    }

    private void refuseAfterAsking(
            EmailAddress address, String reason, boolean again, String host, Consumer<CreationResult> done) {
        beingCreated.remove(address.key());
        refuse(address, reason, again, host, done);
    }

    private void refuse(
            EmailAddress address, String reason, boolean again, String host, Consumer<CreationResult> done) {
        effects.record(new SiteEvent.AccountRefused(address, reason, host));
        done.accept(new CreationResult.Refused(reason, again, host));
    }

    /** Removes an account; from then on Minger answers say so (DS-44). */
    public void remove(EmailAddress address, Consumer<CreationResult> done) {
        if (directory.account(address).isEmpty()) {
            done.accept(new CreationResult.Refused("there is no account " + address, false, ""));
            return;
        }
        List<EmailAddress> aliases = directory.aliasesOf(address);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.AccountRemoved(address.key()));
        aliases.forEach(alias -> changes.add(new Change.AliasRemoved(alias.key())));
        effects.commit(changes, failure -> {
            if (failure.isPresent()) {
                done.accept(new CreationResult.Refused("it could not be stored", true, ""));
                return;
            }
            directory.remove(address).ifPresent(removed -> {
                lookups.localChange(removed.address());
                aliases.forEach(lookups::localChange);
                effects.record(new SiteEvent.AccountRemoved(removed.address()));
                aliases.forEach(alias -> effects.record(new SiteEvent.AccountRemoved(alias)));
            });
            done.accept(new CreationResult.Done());
        });
    }
}
