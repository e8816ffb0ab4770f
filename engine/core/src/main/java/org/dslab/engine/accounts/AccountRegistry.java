package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;

/**
 * Makes, changes and removes accounts and aliases. Before one is made in a shared domain, every sharing host is asked
 * (DS-40), by the protocol that the site is configured for (DS-42, DS-43). One change of an address at a time: another is
 * refused meanwhile.
 */
public final class AccountRegistry {

    private final AccountParts parts;
    private final AddressStore store;
    private final AccountStates states;
    private final CreationProtocol protocol;
    private final TreeMap<String, Creation> beingCreated = new TreeMap<>();
    private final TreeMap<String, String> beingChanged = new TreeMap<>();

    public AccountRegistry(AccountParts parts) {
        this.parts = parts;
        store = new AddressStore(parts);
        states = new AccountStates(parts, store);
        protocol = parts.settings().accountCreation() == AccountCreationMode.CHECK
                ? new CheckProtocol(parts, store)
                : new ReserveProtocol(parts, store);
    }

    /**
     * The spool's accounts; the configuration's, if the spool was never used (DS-71).
     *
     * @param otherSeeds what else seeds a spool that was never used, in the same commit
     * @param recovered runs once Minger queries may be answered (DS-43.6)
     */
    public void recover(SpoolState state, List<Change> otherSeeds, Runnable recovered) {
        new AccountSeeds(parts).recover(state, otherSeeds, recovered);
    }

    /** Whether the address is an account or alias, or is about to be one. */
    public boolean hasOrCreates(EmailAddress address) {
        return parts.directory().has(address) || beingCreated.containsKey(address.key());
    }

    /** The states that are worth a record, after a start. */
    public void recordStates() {
        states.recordAll();
    }

    /** A sharing host was added or removed: attempts under way have not asked the right ones (DS-43.7). */
    public void hostsChanged() {
        protocol.hostsChanged();
    }

    /** Creates an account or alias. */
    public void create(Creation creation, Consumer<CreationResult> done) {
        EmailAddress address = creation.address();
        Optional<String> objection = objection(creation);
        if (objection.isPresent()) {
            refuse(address, new CreationResult.Refused(objection.get(), false, ""), done);
            return;
        }
        beingCreated.put(address.key(), creation);
        if (mustAsk(address)) {
            protocol.begin(creation, result -> created(address, result, done));
        } else {
            store.store(
                    creation,
                    List.of(),
                    failure -> created(
                            address,
                            failure.isPresent() ? CreationProtocol.notStored() : new CreationResult.Done(),
                            done));
        }
    }

    /** Postmaster is everywhere (DS-13, DS-40). */
    private boolean mustAsk(EmailAddress address) {
        return parts.domains().isShared(address.domainKey())
                && !address.localKey().equals("postmaster")
                && !parts.hosts().get().isEmpty();
    }

    private Optional<String> objection(Creation creation) {
        EmailAddress address = creation.address();
        if (!parts.domains().isLocal(address.domainKey())) {
            return Optional.of("the domain " + address.domain() + " is not one of this site's");
        }
        if (parts.directory().has(address)) {
            return Optional.of("it exists here already");
        }
        if (beingCreated.containsKey(address.key())) {
            return Optional.of("it is being created here already");
        }
        return unknownHost(creation).or(() -> creation.target().flatMap(target -> objection(address, target)));
    }

    private Optional<String> unknownHost(Creation creation) {
        List<String> names = parts.hosts().get().stream().map(SharingHost::name).toList();
        return creation.movedFrom()
                .filter(name -> !names.contains(name))
                .map(name -> "no sharing host is named " + name + "; there "
                        + (names.isEmpty() ? "are none" : "is " + String.join(", ", names)));
    }

    private Optional<String> objection(EmailAddress alias, EmailAddress target) {
        boolean mayBeElsewhere = !parts.domains().isLocal(target.domainKey())
                || parts.domains().isShared(target.domainKey())
                || target.localKey().equals("postmaster");
        if (!mayBeElsewhere && !parts.directory().has(target) && !beingCreated.containsKey(target.key())) {
            return Optional.of("its target " + target + " does not exist, and its domain is not shared");
        }
        TreeMap<String, EmailAddress> targets = new TreeMap<>();
        for (Alias known : parts.directory().aliases()) {
            targets.put(known.address().key(), known.target());
        }
        beingCreated.forEach((key, creation) -> creation.target().ifPresent(to -> targets.put(key, to)));
        targets.put(alias.key(), target);
        return AliasChains.faultOf(alias.key(), targets).or(() -> AliasChains.fault(targets));
    }

    private void created(EmailAddress address, CreationResult result, Consumer<CreationResult> done) {
        beingCreated.remove(address.key());
        if (result instanceof CreationResult.Refused refused) {
            refuse(address, refused, done);
        } else {
            done.accept(result);
        }
    }

    private void refuse(EmailAddress address, CreationResult.Refused refused, Consumer<CreationResult> done) {
        parts.effects().record(new SiteEvent.AccountRefused(address, refused.reason(), refused.host()));
        done.accept(refused);
    }

    /**
     * Changes an account's state (DS-02).
     *
     * @param force call a move off although a host cannot be asked
     */
    public void setState(EmailAddress address, AccountState state, boolean force, Consumer<CreationResult> done) {
        Optional<Account> account = parts.directory().account(address);
        if (account.isEmpty()) {
            done.accept(new CreationResult.Refused("there is no account " + address, false, ""));
        } else if (!begins(address, "changed", done)) {
            return;
        } else {
            states.change(account.get(), state, force, result -> ends(address, result, done));
        }
    }

    /** Removes an account and the aliases that lead to it; from then on Minger answers say so (DS-44). */
    public void remove(EmailAddress address, Consumer<CreationResult> done) {
        if (parts.directory().account(address).isEmpty()) {
            done.accept(new CreationResult.Refused("there is no account " + address, false, ""));
        } else if (begins(address, "removed", done)) {
            remove(address, new Change.AccountRemoved(address.key()), done);
        }
    }

    /** Removes an alias and the aliases that lead to it. */
    public void removeAlias(EmailAddress address, Consumer<CreationResult> done) {
        if (parts.directory().alias(address).isEmpty()) {
            done.accept(new CreationResult.Refused("there is no alias " + address, false, ""));
        } else if (begins(address, "removed", done)) {
            remove(address, new Change.AliasRemoved(address.key()), done);
        }
    }

    private void remove(EmailAddress address, Change removal, Consumer<CreationResult> done) {
        List<EmailAddress> aliases = parts.directory().leadingTo(address);
        List<Change> changes = new ArrayList<>();
        changes.add(removal);
        aliases.forEach(alias -> changes.add(new Change.AliasRemoved(alias.key())));
        parts.effects().commit(changes, failure -> {
            if (failure.isPresent()) {
                ends(address, CreationProtocol.notStored(), done);
                return;
            }
            removed(address);
            aliases.forEach(this::removed);
            ends(address, new CreationResult.Done(), done);
        });
    }

    private void removed(EmailAddress address) {
        if (parts.directory().has(address)) {
            parts.directory().remove(address);
            parts.lookups().localChange(address);
            parts.effects().record(new SiteEvent.AccountRemoved(address));
        }
    }

    /** What is on its way to the store would otherwise come to life again, or be lost. */
    private boolean begins(EmailAddress address, String change, Consumer<CreationResult> done) {
        String other = beingChanged.putIfAbsent(address.key(), change);
        if (other != null) {
            done.accept(new CreationResult.Refused("it is being " + other + " at the moment; try again", true, ""));
        }
        return other == null;
    }

    private void ends(EmailAddress address, CreationResult result, Consumer<CreationResult> done) {
        beingChanged.remove(address.key());
        done.accept(result);
    }
}
