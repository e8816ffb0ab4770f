package org.dslab.wire;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.Site;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.lab.outside.Outside;
import org.dslab.lab.outside.Submit;
import org.dslab.lab.record.SiteEvents;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Mail;
import org.dslab.lab.world.World;
import org.dslab.proxy.Direction;
import org.dslab.proxy.FaultProxies;
import org.dslab.proxy.ProxyFault;
import org.dslab.proxy.ProxyLink;
import org.dslab.server.EventSink;
import org.dslab.server.LabClock;
import org.dslab.wire.quiet.ProxyTraffic;
import org.dslab.wire.quiet.QuietCount;

/** One scenario's world on real sockets of this machine, every link through a fault proxy, on a clock of its own. */
public final class WireWorld implements World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The id of the fault behind {@link #holdAll}; scenarios count theirs from 1. */
    private static final int HOLD_ALL = 0;

    /** More rounds than this at one instant can only be a loop without time. */
    private static final int MAX_AT_ONE_INSTANT = 10_000;

    private final LabNumber labNumber;
    private final AddressPlan plan;
    private final Recorder recorder;
    private final LabClock clock = new LabClock(START);
    private final FaultsInForce faults = new FaultsInForce(event -> record("lab", event));
    private final QuietCount count = new QuietCount(this::turnedAway);
    private final LabMailboxes mailboxes = new LabMailboxes();
    private final TreeMap<String, WireNode> nodes = new TreeMap<>();
    private final SiteEvents siteEvents;
    private final FaultProxies proxies;
    private final Entrances entrances;
    private volatile Optional<LabFailure> failure = Optional.empty();

    private WireWorld(LabNumber labNumber, AddressPlan plan, Recorder recorder) throws IOException {
        this.labNumber = labNumber;
        this.plan = plan;
        this.recorder = recorder;
        this.siteEvents = new SiteEvents(plan);
        this.proxies = new FaultProxies(new ProxyTraffic(count, this::touched, this::failed), START);
        try {
            this.entrances = Entrances.open(plan, proxies);
        } catch (IOException e) {
            proxies.close();
            throw e;
        }
    }

    /** Sets everything up and starts all nodes. */
    static WireWorld open(Scenario scenario, long seed, Recorder recorder) throws LabFailure {
        LabNumber number = LabNumber.claim();
        Optional<WireWorld> world = Optional.empty();
        try {
            AddressPlan plan = new AddressPlan(number.number(), scenario.siteNames());
            WireWorld opened = new WireWorld(number, plan, recorder);
            world = Optional.of(opened);
            opened.populate(scenario, seed);
            return opened;
        } catch (IOException e) {
            world.ifPresentOrElse(WireWorld::closeAll, number::close);
            throw new LabFailure("the wire world cannot be set up: " + e.getMessage(), e);
        }
    }

    private void populate(Scenario scenario, long seed) throws IOException {
        WireNode.Lab lab = new WireNode.Lab(plan, clock, count, seed);
        for (SiteSettings settings : scenario.sites()) {
            SiteSettings placed = plan.place(settings);
            add(settings.site(), () -> new Site(placed), lab);
        }
        for (String node : List.of(AddressPlan.OUTSIDE, AddressPlan.SMART_HOST)) {
            add(
                    node,
                    () -> new Outside(node, scenario.outside(), plan, scenario.domain(), event -> record(node, event)),
                    lab);
        }
        for (WireNode node : nodes.values()) {
            node.start();
        }
    }

    private void add(String name, Supplier<Machine> machines, WireNode.Lab lab) {
        EventSink events = (at, event) -> {
            createMailboxes(name, event);
            recorder.record(at, name, siteEvents.toHistory(event));
        };
        nodes.put(name, new WireNode(name, machines, lab, mailboxes.of(name, event -> record(name, event)), events));
    }

    private void createMailboxes(String site, SiteEvent event) {
        try {
            switch (event) {
                case SiteEvent.Started started -> {
                    for (var account : started.accounts()) {
                        mailboxes.create(account.toString(), site);
                    }
                }
                case SiteEvent.AccountCreated created ->
                    mailboxes.create(created.address().toString(), site);
                default -> {}
            }
        } catch (IOException e) {
            failed("the lab failed: " + e);
        }
    }

    private void record(String node, Event event) {
        recorder.record(clock.now(), node, event);
    }

    /** The lab itself has failed; whoever lets time pass next is told. */
    private void failed(String text) {
        if (failure.isEmpty()) {
            failure = Optional.of(new LabFailure(text));
        }
    }

    private void touched(ProxyFault fault, ProxyLink proxy, Direction direction, String what) {
        Entrances.Entrance entrance = entrances.of(proxy);
        Link opened = entrance.link();
        Link link = direction == Direction.UP ? opened : new Link(opened.to(), opened.from());
        faults.touched(fault.id(), FaultsInForce.word(entrance.protocol()) + " on " + link + ": " + what);
    }

    private void turnedAway(Endpoint target) {
        Entrances.at(plan, target).ifPresent(entrance -> faults.turnedAway(entrance.link(), entrance.protocol()));
    }

    private WireNode node(String name) {
        WireNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node is named " + name);
        }
        return node;
    }

    /** The mailboxes of all sites. */
    public LabMailboxes mailboxes() {
        return mailboxes;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void submit(Mail mail) {
        node(AddressPlan.OUTSIDE).command(new Submit(mail));
    }

    @Override
    public void command(String site, Request request) {
        node(site).command(plan.place(site, request));
    }

    private interface ProxyCommand {
        void run() throws IOException;
    }

    private void change(ProxyCommand command) {
        try {
            command.run();
        } catch (IOException e) {
            failed("the lab failed: " + e);
        }
    }

    @Override
    public void inject(Fault fault) {
        faults.add(fault);
        ProxyFault.Kind kind = ProxyFault.Kind.valueOf(fault.kind().name());
        change(() -> proxies.inject(new ProxyFault(fault.id(), kind, fault.delay()), entrances.waysOf(fault)));
    }

    @Override
    public void heal(int fault) {
        change(() -> proxies.heal(fault));
        faults.remove(fault);
    }

    @Override
    public void holdAll() {
        change(() -> proxies.inject(new ProxyFault(HOLD_ALL, ProxyFault.Kind.HOLD), entrances.allWays()));
    }

    @Override
    public void releaseAll() {
        change(() -> proxies.heal(HOLD_ALL));
    }

    @Override
    public void crash(String site) {
        if (node(site).isUp()) {
            record(site, new Event.SiteCrashed());
            node(site).kill();
        }
    }

    @Override
    public void start(String site) {
        change(() -> node(site).start());
    }

    @Override
    public void settle() throws LabFailure {
        for (int rounds = 0; rounds < MAX_AT_ONE_INSTANT; rounds++) {
            count.awaitQuiet();
            throwFailures();
            if (!happensNow()) {
                return;
            }
        }
        throw new LabFailure("the lab does not come to rest at " + clock.now() + ": more than " + MAX_AT_ONE_INSTANT
                + " wakes without time passing");
    }

    /** Wakes the first node, by name, that has something to do by now. Answers whether there was one. */
    private boolean happensNow() {
        Instant now = clock.now();
        for (WireNode node : nodes.values()) {
            if (node.nextWake().filter(due -> !due.isAfter(now)).isPresent()) {
                node.wake();
                return true;
            }
        }
        return false;
    }

    /** What the proxies have delayed until then goes on at once. */
    private void moveTo(Instant time) {
        clock.moveTo(time);
        change(() -> proxies.advanceTo(time));
    }

    private Optional<Instant> proxiesDue() throws LabFailure {
        try {
            return proxies.nextDue();
        } catch (IOException e) {
            throw new LabFailure("the proxies failed: " + e.getMessage(), e);
        }
    }

    private void throwFailures() throws LabFailure {
        for (WireNode node : nodes.values()) {
            Optional<Throwable> broken = node.failure();
            if (broken.isPresent()) {
                throw new LabFailure("the driver of " + node.name() + " has failed: " + broken.get(), broken.get());
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void advance(Duration duration) throws LabFailure {
        Instant target = clock.now().plus(duration);
        settle();
        for (Optional<Instant> due = nextDue();
                due.filter(time -> !time.isAfter(target)).isPresent();
                due = nextDue()) {
            moveTo(due.get());
            settle();
        }
        moveTo(target);
        throwFailures();
    }

    /** When something happens next; after settling, that is later than now. */
    private Optional<Instant> nextDue() throws LabFailure {
        Optional<Instant> next = proxiesDue();
        for (WireNode node : nodes.values()) {
            Optional<Instant> wake = node.nextWake();
            if (wake.isPresent() && (next.isEmpty() || wake.get().isBefore(next.get()))) {
                next = wake;
            }
        }
        return next;
    }

    private void closeAll() {
        nodes.values().forEach(WireNode::kill);
        proxies.close();
        mailboxes.close();
        labNumber.close();
    }

    @Override
    public void close() throws LabFailure {
        closeAll();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
