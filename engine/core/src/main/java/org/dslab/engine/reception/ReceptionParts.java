package org.dslab.engine.reception;

import java.util.function.Consumer;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.delivery.Router;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.gateway.Gateways;
import org.dslab.engine.lists.MailingLists;
import org.dslab.engine.random.SplitMix64;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.time.Timers;

/**
 * The other parts of a site that its reception works with.
 *
 * @param unknown the limit of unknown addresses (DS-57)
 * @param queue takes on a message that is durable
 */
public record ReceptionParts(
        SiteSettings settings,
        Effects effects,
        Timers timers,
        SplitMix64 random,
        AccountDirectory directory,
        SharedDomains domains,
        Lookups lookups,
        VerifiedAddresses verified,
        Router router,
        MailingLists lists,
        Gateways gateways,
        UnknownAddresses unknown,
        Consumer<StoredMessage> queue) {

    boolean isTrusted(String clientAddress) {
        return settings.trusted().contains(clientAddress);
    }

    /** A trusted client or a sharing host. */
    public boolean isKnown(String clientAddress) {
        return isTrusted(clientAddress) || isSharingHost(clientAddress);
    }

    boolean isSharingHost(String clientAddress) {
        return lookups.hosts().connectsFrom(clientAddress);
    }
}
