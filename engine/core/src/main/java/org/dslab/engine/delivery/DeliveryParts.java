package org.dslab.engine.delivery;

import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.gateway.Gateways;
import org.dslab.engine.lists.MailingLists;
import org.dslab.engine.random.SplitMix64;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.time.Timers;

/** The other parts of a site that its delivery works with. */
public record DeliveryParts(
        SiteSettings settings,
        Effects effects,
        Connections connections,
        Timers timers,
        SplitMix64 random,
        AccountDirectory directory,
        SharedDomains domains,
        Lookups lookups,
        VerifiedAddresses verified,
        Router router,
        MailingLists lists,
        Gateways gateways) {}
