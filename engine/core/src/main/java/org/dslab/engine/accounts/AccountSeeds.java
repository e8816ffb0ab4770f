package org.dslab.engine.accounts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Reservation;
import org.dslab.engine.spool.SpoolState;

/** Which addresses a site has when it starts: the spool's; the configuration's, if the spool was never used (DS-71). */
final class AccountSeeds {

    private static final Duration STORE_AGAIN_AFTER = Duration.ofMinutes(1);

    private final AccountParts parts;
    private final SiteSettings settings;

    AccountSeeds(AccountParts parts) {
        this.parts = parts;
        this.settings = parts.settings();
    }

    /**
     * Fills the directory.
     *
     * @param otherSeeds what else seeds a spool that was never used, in the same commit
     * @param recovered runs once no reservation of an earlier start is left (DS-43.6), at once if there is none
     */
    void recover(SpoolState state, List<Change> otherSeeds, Runnable recovered) {
        if (state.seeded()) {
            state.accounts().forEach(parts.directory()::put);
            state.aliases().forEach(parts.directory()::put);
        } else {
            seed(otherSeeds);
        }
        endReservations(state.reservations(), recovered);
    }

    /** Their attempts died with the earlier start (DS-43.6). */
    private void endReservations(List<Reservation> left, Runnable recovered) {
        if (left.isEmpty()) {
            recovered.run();
            return;
        }
        List<Change> changes = new ArrayList<>();
        left.forEach(reservation ->
                changes.add(new Change.ReservationEnded(reservation.address().key())));
        parts.effects().commit(changes, failure -> {
            if (failure.isPresent()) {
                parts.effects()
                        .record(new SiteEvent.Warned(
                                "reservations of an earlier start cannot be deleted from the store;"
                                        + " no Minger query is answered until they are"));
                parts.timers().after(STORE_AGAIN_AFTER, () -> endReservations(left, recovered));
                return;
            }
            left.forEach(reservation -> parts.effects()
                    .record(new SiteEvent.ReservationReleased(reservation.address(), "the site was started anew")));
            recovered.run();
        });
    }

    private void seed(List<Change> otherSeeds) {
        List<Change> seeds = new ArrayList<>();
        for (AccountSetting setting : settings.accounts()) {
            Account account = new Account(complete(setting.name()), setting.state());
            parts.directory().put(account);
            seeds.add(new Change.AccountStored(account));
            setting.aliases().forEach(name -> seed(new Alias(complete(name), account.address()), seeds));
        }
        settings.aliases().forEach(alias -> seed(new Alias(complete(alias.name()), complete(alias.target())), seeds));
        boolean hasAccounts = !seeds.isEmpty();
        seeds.addAll(otherSeeds);
        parts.effects().seed(new Change.Seeds(seeds), failure -> {
            if (failure.isPresent()) {
                parts.effects()
                        .record(
                                new SiteEvent.Warned(
                                        "the accounts and hosts of the configuration could not be stored; that is tried with each commit"));
            }
        });
        if (settings.sharing().enabled() && !settings.sharing().hosts().isEmpty() && hasAccounts) {
            parts.effects()
                    .record(new SiteEvent.Warned(
                            "the spool was empty: the accounts of the configuration were taken over without asking the"
                                    + " sharing hosts"));
        }
    }

    private void seed(Alias alias, List<Change> seeds) {
        parts.directory().put(alias);
        seeds.add(new Change.AliasStored(alias));
    }

    /** A bare local part belongs to the first domain. */
    private EmailAddress complete(String name) {
        return EmailAddress.parse(name)
                .orElseGet(() -> EmailAddress.of(name + "@" + settings.domains().getFirst()));
    }
}
