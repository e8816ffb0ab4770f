package org.dslab.engine.site;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.accounts.AccountRegistry;
import org.dslab.engine.accounts.CreationResult;
import org.dslab.engine.delivery.DeliveryParts;
import org.dslab.engine.delivery.DeliveryQueue;
import org.dslab.engine.delivery.Router;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.random.SplitMix64;
import org.dslab.engine.reception.ReceptionParts;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.time.Timers;

/** The parts of a site, put together for one start. */
final class SiteParts {

    private final SiteSettings settings;
    private final Effects effects;
    private final AccountDirectory directory;
    private final VerifiedAddresses verified;
    private final AccountRegistry accounts;
    private final DeliveryQueue queue;
    private final MingerClient mingerClient;
    private final MingerListener minger;
    private final SmtpListener smtp;

    SiteParts(
            SiteSettings settings,
            long seed,
            Timers timers,
            Effects effects,
            Connections connections,
            AccountDirectory directory) {
        this.settings = settings;
        this.effects = effects;
        this.directory = directory;
        SplitMix64 random = new SplitMix64(seed);
        SharedDomains domains = new SharedDomains(settings);
        verified = new VerifiedAddresses(settings.sharing().verifiedAddressLifetime(), effects, timers);
        mingerClient = new MingerClient(settings.sharing(), effects, connections, timers);
        Lookups lookups = new Lookups(otherHosts(settings), mingerClient, verified, effects);
        Router router = new Router(settings, directory, domains);
        accounts = new AccountRegistry(settings, directory, domains, lookups, verified, effects);
        queue = new DeliveryQueue(new DeliveryParts(
                settings, effects, connections, timers, random, directory, domains, lookups, verified, router));
        minger = new MingerListener(settings.minger(), directory, effects, connections, timers);
        smtp = new SmtpListener(
                new ReceptionParts(
                        settings, effects, timers, random, directory, domains, lookups, verified, router, queue::add),
                connections);
    }

    /** A site that finds itself among its hosts would ask itself (DS-43.7). */
    private static List<SharingHost> otherHosts(SiteSettings settings) {
        return settings.sharing().hosts().stream()
                .filter(host -> !host.site().equals(Optional.of(settings.site())))
                .toList();
    }

    void start(SpoolState recovered) {
        List<SharingHost> configured = settings.sharing().hosts();
        if (otherHosts(settings).size() < configured.size()) {
            effects.record(new SiteEvent.Warned("this site is among its own sharing hosts; that entry is skipped"));
        }
        accounts.recover(recovered);
        verified.recover(recovered.verified(), configured);
        effects.record(new SiteEvent.Started(
                directory.addresses(), recovered.messages().size()));
        queue.recover(recovered.messages());
    }

    SmtpListener smtp() {
        return smtp;
    }

    MingerListener minger() {
        return minger;
    }

    MingerClient mingerClient() {
        return mingerClient;
    }

    /** An operator's request. */
    void operate(long command, Request request) {
        if (!(request instanceof SiteRequest known)) {
            throw new IllegalArgumentException("a site does not know the request " + request);
        }
        switch (known) {
            case SiteRequest.CreateAccount create ->
                accounts.create(create.address(), create.force(), result -> reply(command, answer(result)));
            case SiteRequest.RemoveAccount remove ->
                accounts.remove(remove.address(), result -> reply(command, answer(result)));
            case SiteRequest.CountQueue count -> reply(command, new SiteAnswer.Queue(queue.size()));
        }
    }

    private void reply(long command, Answer answer) {
        effects.emit(new Effect.Reply(command, answer));
    }

    private static SiteAnswer answer(CreationResult result) {
        return switch (result) {
            case CreationResult.Done done -> new SiteAnswer.Done();
            case CreationResult.Refused refused ->
                new SiteAnswer.Refused(refused.reason(), refused.again(), refused.host());
        };
    }
}
