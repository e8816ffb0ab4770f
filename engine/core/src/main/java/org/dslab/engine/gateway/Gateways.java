package org.dslab.engine.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.Question;
import org.dslab.engine.sharing.Standing;
import org.dslab.engine.spool.Route;

/**
 * The domains that other servers host and this site receives mail for (DS-60). Their recipients are verified each time:
 * nothing about them is remembered, so that the verified addresses hold shared addresses only.
 */
public final class Gateways {

    private final SiteSettings settings;
    private final Lookups lookups;

    public Gateways(SiteSettings settings, Lookups lookups) {
        this.settings = settings;
        this.lookups = lookups;
    }

    /** The gateway for mail to this address, if it is in a gateway's domain. */
    public Optional<GatewaySetting> find(EmailAddress address) {
        return find(address.domainKey(), settings.gateways());
    }

    /** The gateway for a domain in lower case. */
    public static Optional<GatewaySetting> find(String domain, List<GatewaySetting> gateways) {
        return gateways.stream()
                .filter(gateway -> gateway.domain().equals(domain))
                .findFirst();
    }

    /**
     * Asks the gateway's server about a recipient, and the sharing hosts too if that is configured.
     *
     * @param done called once, unless it is cancelled
     */
    public Inquiry verify(
            GatewaySetting gateway,
            EmailAddress recipient,
            LookupPurpose purpose,
            Standing standing,
            Consumer<GatewayOutcome> done) {
        SharingHost server = serverOf(gateway);
        List<SharingHost> asked = new ArrayList<>();
        asked.add(server);
        if (asksSharingHosts(gateway)) {
            lookups.hosts().all().stream()
                    .filter(host -> !host.smtp().equals(gateway.smtp()))
                    .forEach(asked::add);
        }
        Question question = new Question(asked, new GatewayTable(), false);
        return lookups.ask(recipient, purpose, standing, question, outcome -> done.accept(decide(server, outcome)));
    }

    private GatewayOutcome decide(SharingHost server, LookupOutcome outcome) {
        return switch (outcome.result()) {
            case FOUND -> {
                SharingHost owner = outcome.owner().orElseThrow();
                yield new GatewayOutcome.Accepted(
                        owner.equals(server) ? new Route.Gateway(server.smtp()) : new Route.Shared(owner.smtp()));
            }
            case NOT_FOUND -> new GatewayOutcome.Unknown();
            case CANNOT_RECEIVE -> new GatewayOutcome.Inactive();
            case UNDETERMINED -> {
                boolean isServerSilent = outcome.unusable().equals(Optional.of(server));
                boolean failsOpen =
                        settings.gatewayPolicy().whenUnverifiable() == GatewayPolicy.WhenUnverifiable.ACCEPT;
                yield isServerSilent && failsOpen
                        ? new GatewayOutcome.Accepted(new Route.Gateway(server.smtp()))
                        : new GatewayOutcome.TryAgain();
            }
        };
    }

    /** DS-70 and DS-72 hold here too. */
    private boolean asksSharingHosts(GatewaySetting gateway) {
        return settings.gatewayPolicy().alsoAskSharingHosts()
                && settings.sharing().enabled()
                && (settings.sharing().limitedTo().isEmpty()
                        || settings.sharing().limitedTo().contains(gateway.domain()));
    }

    private static SharingHost serverOf(GatewaySetting gateway) {
        return new SharingHost(
                gateway.smtp(),
                Optional.empty(),
                gateway.mingerPort(),
                gateway.mingerPassword(),
                MingerTransport.UDP,
                List.of(),
                false);
    }
}
