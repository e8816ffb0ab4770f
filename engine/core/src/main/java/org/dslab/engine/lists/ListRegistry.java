package org.dslab.engine.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.SpoolState;

/**
 * Makes, changes and removes lists. Nobody else is asked: several sites may have a list of one address (DS-40). A list is
 * not a member of a list here, so that no post goes round; a member that is another site's list gets posts from an
 * address that is not on its roster, and refuses them.
 */
public final class ListRegistry {

    private final SiteSettings settings;
    private final ListDirectory directory;
    private final Predicate<EmailAddress> isTaken;
    private final Lookups lookups;
    private final VerifiedAddresses verified;
    private final Effects effects;
    private final Consumer<List<EmailAddress>> areLocal;
    private final TreeSet<String> beingChanged = new TreeSet<>();

    /**
     * Of a site.
     *
     * @param isTaken whether the site has the address already, but not for a list
     * @param areLocal is told the addresses of a new list: mail that waits with them follows them home (DS-39)
     */
    public ListRegistry(
            SiteSettings settings,
            ListDirectory directory,
            Predicate<EmailAddress> isTaken,
            Lookups lookups,
            VerifiedAddresses verified,
            Effects effects,
            Consumer<List<EmailAddress>> areLocal) {
        this.settings = settings;
        this.directory = directory;
        this.isTaken = isTaken;
        this.lookups = lookups;
        this.verified = verified;
        this.effects = effects;
        this.areLocal = areLocal;
    }

    /**
     * What came of a request.
     *
     * @param refusal why nothing was changed; empty if it is done
     * @param again whether trying later can help
     */
    public record Result(Optional<String> refusal, boolean again) {}

    /**
     * The spool's lists; the configuration's, if the spool was never used (DS-71).
     *
     * @return what seeds the spool, for the commit that seeds the accounts too
     */
    public List<Change> recover(SpoolState state) {
        List<MailingList> lists = state.seeded()
                ? state.lists()
                : settings.lists().stream().map(this::seeded).toList();
        lists.forEach(directory::put);
        return state.seeded()
                ? List.of()
                : lists.stream()
                        .map(list -> (Change) new Change.ListStored(list))
                        .toList();
    }

    /** Puts the lists that are there on record. */
    public void announce() {
        directory.all().forEach(this::recordStored);
    }

    private MailingList seeded(ListSetting setting) {
        return new MailingList(
                complete(setting.name()),
                setting.members().stream().map(EmailAddress::of).toList(),
                complete(setting.owner().orElse(settings.postmaster())));
    }

    /** A bare local part belongs to the first domain. */
    private EmailAddress complete(String name) {
        return EmailAddress.parse(name)
                .orElseGet(() -> EmailAddress.of(name + "@" + settings.domains().getFirst()));
    }

    /** Makes a list; the postmaster owns it unless somebody else is named. */
    public void create(
            EmailAddress address, List<EmailAddress> members, Optional<EmailAddress> owner, Consumer<Result> done) {
        MailingList list = new MailingList(address, members, owner.orElseGet(() -> complete(settings.postmaster())));
        Optional<EmailAddress> bounces = ListDirectory.bounces(address);
        if (!settings.serves(address.domainKey())) {
            refuse("the domain " + address.domain() + " is not one of this site's", done);
        } else if (bounces.isEmpty()) {
            refuse("the name of a list must be at most 56 characters that need no quotes", done);
        } else if (address.localKey().equals("postmaster")) {
            refuse("postmaster is not a list", done);
        } else if (isHere(address)) {
            refuse(address + " exists here already", done);
        } else if (isHere(bounces.get())) {
            refuse(bounces.get() + ", where the list's bounces would go, exists here already", done);
        } else if (directory.all().stream().anyMatch(other -> isMember(other, address))) {
            refuse(address + " is a member of a list here, and a list cannot be", done);
        } else {
            problemOf(list).ifPresentOrElse(problem -> refuse(problem, done), () -> store(list, done));
        }
    }

    /** Whether a list has the address, or is about to have it. */
    public boolean has(EmailAddress address) {
        return directory.isLocal(address) || beingChanged.contains(address.key());
    }

    private boolean isHere(EmailAddress address) {
        return directory.isLocal(address) || isTaken.test(address);
    }

    private Optional<String> problemOf(MailingList list) {
        TreeSet<String> seen = new TreeSet<>();
        for (EmailAddress member : list.members()) {
            if (!seen.add(member.key())) {
                return Optional.of(member + " is a member twice");
            }
            if (isList(member, list)) {
                return Optional.of(member + " is a list, and a list cannot be a member of a list");
            }
        }
        return isList(list.owner(), list)
                ? Optional.of("the owner " + list.owner() + " is a list or the address of a list's bounces")
                : Optional.empty();
    }

    private boolean isList(EmailAddress address, MailingList self) {
        return directory.isLocal(address)
                || address.key().equals(self.address().key())
                || ListDirectory.bounces(self.address())
                        .filter(bounces -> bounces.key().equals(address.key()))
                        .isPresent();
    }

    /** Removes a list; posts that were distributed before go on. */
    public void remove(EmailAddress address, Consumer<Result> done) {
        withList(
                address,
                done,
                list -> commit(list, List.of(new Change.ListRemoved(address.key())), done, () -> {
                    directory.remove(address);
                    localChange(list);
                    effects.record(new SiteEvent.ListRemoved(list.address()));
                }));
    }

    public void addMember(EmailAddress address, EmailAddress member, Consumer<Result> done) {
        withList(address, done, list -> {
            List<EmailAddress> members = new ArrayList<>(list.members());
            members.add(member);
            MailingList changed = new MailingList(list.address(), members, list.owner());
            problemOf(changed).ifPresentOrElse(problem -> refuse(problem, done), () -> store(changed, done));
        });
    }

    public void removeMember(EmailAddress address, EmailAddress member, Consumer<Result> done) {
        withList(address, done, list -> {
            if (!isMember(list, member)) {
                refuse(member + " is not a member of " + list.address(), done);
                return;
            }
            List<EmailAddress> members = list.members().stream()
                    .filter(known -> !known.key().equals(member.key()))
                    .toList();
            store(new MailingList(list.address(), members, list.owner()), done);
        });
    }

    private static boolean isMember(MailingList list, EmailAddress address) {
        return list.members().stream().anyMatch(member -> member.key().equals(address.key()));
    }

    private void withList(EmailAddress address, Consumer<Result> done, Consumer<MailingList> then) {
        directory.find(address).ifPresentOrElse(then, () -> refuse("there is no list " + address + " here", done));
    }

    private void store(MailingList list, Consumer<Result> done) {
        boolean isNew = directory.find(list.address()).isEmpty();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.ListStored(list));
        addressesOf(list).stream()
                .filter(address -> verified.find(address).isPresent())
                .forEach(address -> changes.add(new Change.VerifiedDropped(address.key())));
        commit(list, changes, done, () -> {
            directory.put(list);
            if (isNew) {
                localChange(list);
            }
            recordStored(list);
            if (isNew) {
                areLocal.accept(addressesOf(list));
            }
        });
    }

    /** What was remembered or is being asked about a new local address is out of date (DS-06). */
    private void localChange(MailingList list) {
        addressesOf(list).forEach(address -> {
            verified.drop(address, "a list of this site");
            lookups.localChange(address);
        });
    }

    private static List<EmailAddress> addressesOf(MailingList list) {
        List<EmailAddress> addresses = new ArrayList<>(List.of(list.address()));
        ListDirectory.bounces(list.address()).ifPresent(addresses::add);
        return addresses;
    }

    private void recordStored(MailingList list) {
        effects.record(new SiteEvent.ListStored(list.address(), list.members()));
    }

    /** One change of a list at a time: the next one would be made to what this one is about to replace. */
    private void commit(MailingList list, List<Change> changes, Consumer<Result> done, Runnable stored) {
        String key = list.address().key();
        if (!beingChanged.add(key)) {
            done.accept(new Result(Optional.of(list.address() + " is being changed at this moment"), true));
            return;
        }
        effects.commit(changes, failure -> {
            beingChanged.remove(key);
            if (failure.isPresent()) {
                done.accept(new Result(Optional.of("it could not be stored"), true));
                return;
            }
            stored.run();
            done.accept(new Result(Optional.empty(), false));
        });
    }

    private static void refuse(String reason, Consumer<Result> done) {
        done.accept(new Result(Optional.of(reason), false));
    }
}
