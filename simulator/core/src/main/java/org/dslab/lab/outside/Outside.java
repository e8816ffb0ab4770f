package org.dslab.lab.outside;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.effects.ServerConversation;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.SmtpServerSession;
import org.dslab.engine.time.Timers;
import org.dslab.history.Event;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;

/**
 * The rest of the mail world as a machine like a site: node {@code outside} submits the scenario's mails, with a
 * sender's retries, and receives for other domains; node {@code smart-host} relays what it gets. What they see goes to the history.
 */
public final class Outside implements Machine {

    private static final SmtpSettings SMTP = withSize(SmtpSettings.defaults(), 10L << 20);

    private final Timers timers = new Timers();
    private final Effects effects = new Effects();
    private final Connections connections = new Connections(effects);
    private final OutsideParts parts;
    private final Submissions submissions;
    private final Optional<SmartHostRelay> relay;

    /**
     * One of the two nodes.
     *
     * @param node {@link AddressPlan#OUTSIDE} or {@link AddressPlan#SMART_HOST}
     * @param domain the shared domain
     * @param history where what happens is recorded, at the world's time
     */
    public Outside(String node, OutsideSettings settings, AddressPlan plan, String domain, Consumer<Event> history) {
        parts = new OutsideParts(
                node, "mx." + node + ".invalid", settings, plan, effects, connections, timers, history);
        submissions = new Submissions(parts);
        relay = node.equals(AddressPlan.SMART_HOST) ? Optional.of(new SmartHostRelay(parts, domain)) : Optional.empty();
    }

    private static SmtpSettings withSize(SmtpSettings settings, long maxMessageSize) {
        return new SmtpSettings(
                maxMessageSize,
                settings.maxRecipients(),
                settings.maxReceived(),
                settings.maxErrors(),
                settings.idleLimit(),
                settings.maxConnections());
    }

    @Override
    public List<Effect> handle(Instant now, Input input) {
        timers.moveTo(now);
        switch (input) {
            case Input.Accepted accepted -> accept(accepted);
            case Input.OfConnection event -> connections.handle(event);
            case Input.Command command -> {
                if (!(command.request() instanceof Submit submit)) {
                    throw new IllegalArgumentException("the outside does not know " + command.request());
                }
                submissions.submit(submit.mail());
                effects.emit(new Effect.Reply(command.command(), new Submit.Begun()));
            }
            default -> {
                // It has no store and asks nobody.
            }
        }
        timers.runDue();
        return effects.drain();
    }

    @Override
    public Optional<Instant> nextWake() {
        return timers.next();
    }

    private void accept(Input.Accepted accepted) {
        if (accepted.service() != Service.SMTP) {
            effects.emit(new Effect.Abort(accepted.connection()));
            return;
        }
        Endpoint client = accepted.client();
        connections
                .accept(
                        accepted.connection(),
                        connection -> new ServerConversation(
                                new SmtpServerSession(
                                        SMTP,
                                        parts.hostname(),
                                        client,
                                        connection,
                                        new OutsideReception(this::received),
                                        timers),
                                () -> {}))
                .session()
                .open();
    }

    private void received(ReceivedMessage message) {
        MailHeader header = message.header();
        List<String> recipients =
                message.recipients().stream().map(EmailAddress::toString).toList();
        String role = parts.node().equals(AddressPlan.SMART_HOST) ? "smart-host" : "foreign";
        parts.history()
                .accept(new Event.OutsideReceived(
                        role, header.value("Message-ID"), message.sender(), recipients, header.count("Received")));
        if (relay.isEmpty() && message.sender().isEmpty() && header.isNotification()) {
            recipients.forEach(addressee -> parts.history()
                    .accept(new Event.NotificationReceived(
                            addressee, header.value("In-Reply-To"), header.failedRecipients())));
        }
        relay.ifPresent(smartHost -> smartHost.relay(message));
    }
}
