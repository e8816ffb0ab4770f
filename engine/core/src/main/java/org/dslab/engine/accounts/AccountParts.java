package org.dslab.engine.accounts;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.HostExchanges;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.time.Timers;

/**
 * The other parts of a site that its accounts work with.
 *
 * @param hosts the sharing hosts as they are now, without this site itself
 * @param areLocal is told which addresses this site's mail is for from now on (DS-39)
 */
public record AccountParts(
        SiteSettings settings,
        Effects effects,
        Timers timers,
        AccountDirectory directory,
        SharedDomains domains,
        Lookups lookups,
        VerifiedAddresses verified,
        HostExchanges exchanges,
        Supplier<List<SharingHost>> hosts,
        Consumer<List<EmailAddress>> areLocal) {}
