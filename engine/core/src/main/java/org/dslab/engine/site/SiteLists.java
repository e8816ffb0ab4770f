package org.dslab.engine.site;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.address.Subaddresses;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.lists.ListDirectory;
import org.dslab.engine.lists.ListParts;
import org.dslab.engine.lists.ListRegistry;
import org.dslab.engine.lists.LocalAddresses;
import org.dslab.engine.lists.MailingLists;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;

/** The mailing lists of a site, put together. */
final class SiteLists {

    private final ListDirectory directory;
    private final ListRegistry registry;
    private final ListRequests requests;
    private final MailingLists mail;

    /** With {@code isTaken} for the addresses that the site has, or is about to have, and that are no list's. */
    SiteLists(
            SiteSettings settings,
            Effects effects,
            Lookups lookups,
            VerifiedAddresses verified,
            Predicate<EmailAddress> isTaken,
            Consumer<List<EmailAddress>> areLocal,
            ListParts parts) {
        directory = new ListDirectory(new Subaddresses(settings.subaddressSeparator()), isTaken);
        registry = new ListRegistry(settings, directory, isTaken, lookups, verified, effects, areLocal);
        requests = new ListRequests(registry, directory);
        mail = new MailingLists(directory, parts);
    }

    /** What receiving and delivering mail need of them. */
    MailingLists mail() {
        return mail;
    }

    ListRequests requests() {
        return requests;
    }

    /** What Minger queries are about: these lists, and accounts and aliases (DS-51). */
    MingerDirectory with(MingerDirectory accounts) {
        return new LocalAddresses(accounts, directory);
    }

    /** Whether a list has the address, or is about to have it. */
    boolean has(EmailAddress address) {
        return registry.has(address);
    }

    /** The lists and posts of an earlier start; returns what seeds a spool that was never used. */
    List<Change> recover(SpoolState state) {
        mail.recover(state.posts());
        return registry.recover(state);
    }

    /** Puts the lists that are there on record. */
    void announce() {
        registry.announce();
    }
}
