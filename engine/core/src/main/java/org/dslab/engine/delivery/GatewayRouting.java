package org.dslab.engine.delivery;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.gateway.GatewayOutcome;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.Standing;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StaleRoute;

/** Recipients in gateway domains that were not decided when they were accepted: by the same table as at RCPT (DS-14, DS-61). */
final class GatewayRouting {

    private final DeliveryParts parts;
    private final Retries retries;
    private final Failures failures;
    private final RoutingTurns turns;
    private final BiConsumer<PendingRecipient, Route> reroute;

    GatewayRouting(
            DeliveryParts parts,
            Retries retries,
            Failures failures,
            RoutingTurns turns,
            BiConsumer<PendingRecipient, Route> reroute) {
        this.parts = parts;
        this.retries = retries;
        this.failures = failures;
        this.turns = turns;
        this.reroute = reroute;
    }

    /** Whether the recipient's mail still belongs to this server: the configuration may have changed since. */
    boolean isServer(PendingRecipient recipient, Route.Gateway route) {
        return parts.gateways()
                .find(recipient.stored().address())
                .filter(gateway -> gateway.smtp().equals(route.host()))
                .isPresent();
    }

    /** Looks the recipient up if it is in a gateway domain; answers whether it is. */
    boolean decides(PendingRecipient recipient) {
        EmailAddress address = recipient.stored().address();
        Optional<GatewaySetting> gateway = parts.gateways().find(address);
        if (gateway.isEmpty()) {
            return false;
        }
        turns.<GatewayOutcome>ask(
                recipient,
                done -> parts.gateways().verify(gateway.get(), address, LookupPurpose.ROUTING, Standing.KNOWN, done),
                outcome -> decided(recipient, outcome));
        return true;
    }

    private void decided(PendingRecipient recipient, GatewayOutcome outcome) {
        switch (outcome) {
            case GatewayOutcome.Accepted accepted -> accepted(recipient, accepted.route());
            case GatewayOutcome.Unknown nobody ->
                failures.failed(
                        recipient,
                        recipient
                                .stored()
                                .staleRoute()
                                .map(StaleRoute::reply)
                                .orElse("5.1.1 the server of this domain does not have this address"));
            case GatewayOutcome.Inactive inactive ->
                retries.later(recipient, "4.2.1 the mailbox cannot receive at the moment");
            case GatewayOutcome.TryAgain unknown -> retries.later(recipient, "4.4.3 the recipient cannot be verified");
        }
    }

    /** The same host again would refuse it again (DS-08), or send it back again (DS-35). */
    private void accepted(PendingRecipient recipient, Route route) {
        Optional<SharingHost> sender = recipient
                .message()
                .envelope()
                .returnedFrom()
                .flatMap(client -> sharingHost(route).filter(host -> host.connectsFrom(client)));
        if (sender.isPresent()) {
            failures.failed(recipient, UndecidedRecipients.loop(sender.get()));
            return;
        }
        Optional<String> refusal = recipient
                .stored()
                .staleRoute()
                .filter(stale -> route.equals(new Route.Shared(stale.host())))
                .map(StaleRoute::reply);
        if (refusal.isPresent()) {
            failures.failed(recipient, refusal.get());
        } else {
            reroute.accept(recipient, route);
        }
    }

    private Optional<SharingHost> sharingHost(Route route) {
        return route instanceof Route.Shared shared ? parts.lookups().hosts().at(shared.host()) : Optional.empty();
    }
}
