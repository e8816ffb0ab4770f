package org.dslab.engine.accounts;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.settings.SharingHost;

/** What the answers of the hosts mean for an address that is to be created: pure rules. */
sealed interface Ruling {

    /** Nobody has it. */
    record Create() implements Ruling {}

    /** Others are creating it too, and this site goes first: ask again in a while (DS-43.5). */
    record AskAgain() implements Ruling {}

    record Refuse(String reason, boolean again, String host) implements Ruling {}

    /** The most rounds of questions (DS-43.5). */
    int ROUNDS = 3;

    /** Mode {@code check}: whoever has it, active or not, is in the way (DS-40, DS-41). */
    static Ruling whenChecking(HostPoll.Result answers, Creation creation) {
        Optional<SharingHost> holder =
                answers.owner().or(() -> contenders(answers, creation).stream().findFirst());
        if (holder.isPresent()) {
            return existsAt(holder.get());
        }
        return unusable(answers, creation).orElseGet(Create::new);
    }

    /**
     * Mode {@code reserve} (DS-43.3 to 5, 7): a 4 may be the reservation of another site. The one whose name sorts first
     * goes on asking while the others give way.
     *
     * @param site our name
     * @param round from 1
     */
    static Ruling whenReserved(HostPoll.Result answers, Creation creation, String site, int round) {
        if (answers.owner().isPresent()) {
            return existsAt(answers.owner().get());
        }
        Optional<Ruling> unusable = unusable(answers, creation);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        List<SharingHost> contenders = contenders(answers, creation);
        if (contenders.isEmpty()) {
            return new Create();
        }
        Optional<SharingHost> first =
                contenders.stream().filter(host -> !givesWayTo(site, host)).findFirst();
        if (first.isEmpty() && round < ROUNDS) {
            return new AskAgain();
        }
        String name = first.orElseGet(contenders::getFirst).name();
        return new Refuse("it exists or is being created at " + name, true, name);
    }

    private static boolean givesWayTo(String site, SharingHost host) {
        return host.site().filter(name -> name.compareTo(site) > 0).isPresent();
    }

    /** Who said 4, but for the host that is giving the address up. */
    private static List<SharingHost> contenders(HostPoll.Result answers, Creation creation) {
        return answers.inactiveAt().stream()
                .filter(host -> !creation.ignoresInactiveAt(host))
                .toList();
    }

    private static Ruling existsAt(SharingHost host) {
        return new Refuse("it exists at " + host.name(), false, host.name());
    }

    private static Optional<Ruling> unusable(HostPoll.Result answers, Creation creation) {
        return creation.force()
                ? Optional.empty()
                : answers.unusable().stream()
                        .findFirst()
                        .map(host -> new Refuse(
                                host.name() + " cannot be asked; try again, or force it", true, host.name()));
    }
}
