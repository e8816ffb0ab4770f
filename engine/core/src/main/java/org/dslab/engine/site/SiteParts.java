package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.accounts.AccountParts;
import org.dslab.engine.accounts.AccountRegistry;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.DeliveryParts;
import org.dslab.engine.delivery.DeliveryQueue;
import org.dslab.engine.delivery.QueueIds;
import org.dslab.engine.delivery.Router;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.gateway.Gateways;
import org.dslab.engine.limit.ClientCounts;
import org.dslab.engine.limit.TurnedAway;
import org.dslab.engine.lists.ListParts;
import org.dslab.engine.lists.ListSharing;
import org.dslab.engine.random.SplitMix64;
import org.dslab.engine.reception.Capacity;
import org.dslab.engine.reception.Doorkeeping;
import org.dslab.engine.reception.Logins;
import org.dslab.engine.reception.ReceptionParts;
import org.dslab.engine.reception.UnknownAddresses;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.HostAlerts;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.time.Timers;

/** The parts of a site, put together for one start. */
final class SiteParts {

    private final SiteSettings settings;
    private final Effects effects;
    private final AccountDirectory directory;
    private final SharingHosts hosts;
    private final VerifiedAddresses verified;
    private final AccountRegistry accounts;
    private final AccountRequests accountRequests;
    private final SiteLists lists;
    private final DeliveryQueue queue;
    private final QueueRequests queueRequests;
    private final MingerClient mingerClient;
    private final MingerListener minger;
    private final Capacity capacity;
    private final SmtpListener smtp;
    private final StatusDesk status;
    private final HostRequests hostRequests;
    private Differences differences = Differences.NONE;
    private List<String> findings = List.of();

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
        HostAlerts alerts = new HostAlerts(mingerClient, effects);
        hosts = new SharingHosts(settings.site());
        Lookups lookups = new Lookups(
                hosts, alerts, verified, effects, timers, settings.sharing().maxLookups());
        Gateways gateways = new Gateways(settings, lookups);
        Router router = new Router(settings, hosts, directory, domains);
        accounts = new AccountRegistry(new AccountParts(
                settings, effects, timers, directory, domains, lookups, verified, alerts, hosts::all, this::areLocal));
        hosts.onChange(accounts::hostsChanged);
        lists = new SiteLists(
                settings,
                effects,
                lookups,
                verified,
                accounts::hasOrCreates,
                this::areLocal,
                new ListParts(
                        settings,
                        effects,
                        timers,
                        () -> QueueIds.next(random),
                        router::initial,
                        new ListSharing(settings.sharing().shareListPosts(), domains, hosts::all, alerts)));
        accountRequests = new AccountRequests(accounts, directory, lists::has, this::reply);
        queue = new DeliveryQueue(new DeliveryParts(
                settings,
                effects,
                connections,
                timers,
                random,
                directory,
                domains,
                lookups,
                verified,
                router,
                lists.mail(),
                gateways));
        queueRequests = new QueueRequests(queue.operations());
        hostRequests = new HostRequests(hosts, verified, alerts, queue, effects);
        TurnedAway turnedAway = new TurnedAway(effects, timers);
        minger = new MingerListener(
                settings.minger(), lists.with(router::statusOf), hosts, effects, connections, timers, turnedAway);
        capacity = new Capacity(settings.smtp().limits(), connections, queue::size);
        smtp = new SmtpListener(
                new ReceptionParts(
                        settings,
                        effects,
                        timers,
                        random,
                        directory,
                        domains,
                        lookups,
                        verified,
                        router,
                        lists.mail(),
                        gateways,
                        new UnknownAddresses(
                                new ClientCounts(settings.smtp().unknownRecipients(), timers),
                                client -> settings.trusted().contains(client) || hosts.connectsFrom(client)),
                        queue::add),
                connections,
                new Doorkeeping(capacity, new Logins(settings, directory, effects, timers)),
                turnedAway);
        status = new StatusDesk(
                settings.site(),
                directory,
                queue,
                verified,
                lookups,
                connections,
                smtp,
                hosts::all,
                alerts,
                turnedAway,
                this::differences,
                this::findings);
    }

    /** Mail that waits for somebody else with these addresses follows them home (DS-39). */
    private void areLocal(List<EmailAddress> addresses) {
        queue.areLocal(addresses);
    }

    void start(SpoolState recovered) {
        differences = Differences.between(settings, recovered);
        differences.lines().forEach(line -> effects.record(new SiteEvent.Warned(line)));
        findings = recovered.findings();
        findings.forEach(line -> effects.record(new SiteEvent.Warned(line)));
        minger.close();
        // They seed an empty spool together: a crash between them would leave a site that knows nobody.
        List<Change> seeds =
                new ArrayList<>(hosts.recover(recovered, settings.sharing().hosts(), effects));
        seeds.addAll(lists.recover(recovered));
        accounts.recover(recovered, seeds, minger::open);
        verified.recover(recovered.verified(), hosts.all());
        effects.record(new SiteEvent.Started(
                directory.addresses(), recovered.messages().size()));
        accounts.recordStates();
        lists.announce();
        queue.recover(recovered.messages());
    }

    StatusDesk status() {
        return status;
    }

    Capacity capacity() {
        return capacity;
    }

    /** Where configuration and spool disagreed at the start. */
    Differences differences() {
        return differences;
    }

    /** What was lost or damaged in the spool at the start. */
    List<String> findings() {
        return findings;
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
        if (request instanceof StatusRequest about) {
            status.handle(about, answer -> reply(command, answer));
            return;
        }
        if (!(request instanceof SiteRequest known)) {
            throw new IllegalArgumentException("a site does not know the request " + request);
        }
        switch (known) {
            case SiteRequest.OfAccounts about -> accountRequests.handle(command, about);
            case SiteRequest.OfLists about -> lists.requests().handle(about, answer -> reply(command, answer));
            case SiteRequest.AddHost add -> hostRequests.add(add.host(), answer -> reply(command, answer));
            case SiteRequest.RemoveHost remove -> hostRequests.remove(remove.host(), answer -> reply(command, answer));
            case SiteRequest.ListHosts list -> reply(command, hostRequests.list());
            case SiteRequest.ListQueue list -> reply(command, queueRequests.list(list));
            case SiteRequest.ChangeQueue change -> queueRequests.change(change, answer -> reply(command, answer));
            case SiteRequest.CountQueue count -> reply(command, new SiteAnswer.Queue(queue.size()));
        }
    }

    private void reply(long command, Answer answer) {
        effects.emit(new Effect.Reply(command, answer));
    }
}
