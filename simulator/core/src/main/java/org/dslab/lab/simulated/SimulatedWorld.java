package org.dslab.lab.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dslab.engine.seam.Input;
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
import org.dslab.lab.world.Mail;
import org.dslab.lab.world.World;

/** One scenario's world under virtual time: one thread, no sockets, every run of one seed the same. */
final class SimulatedWorld implements World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Scheduler scheduler = new Scheduler(START);
    private final Recorder recorder;
    private final long seed;
    private final AddressPlan plan;
    private final FaultBoard faults;
    private final SimulatedNetwork network;
    private final SiteEvents siteEvents;
    private final TreeMap<String, SimulatedNode> nodes = new TreeMap<>();
    private long lastCommand;

    /** A world without nodes: {@link #add} them, then {@link #startAll}. */
    SimulatedWorld(AddressPlan plan, long seed, Recorder recorder) {
        this.recorder = recorder;
        this.seed = seed;
        this.plan = plan;
        siteEvents = new SiteEvents(plan);
        faults = new FaultBoard(scheduler, event -> record("lab", event));
        network = new SimulatedNetwork(plan, scheduler, faults);
    }

    static SimulatedWorld of(Scenario scenario, long seed, Recorder recorder) {
        AddressPlan plan = new AddressPlan(0, scenario.siteNames());
        SimulatedWorld world = new SimulatedWorld(plan, seed, recorder);
        for (SiteSettings settings : scenario.sites()) {
            SiteSettings placed = plan.place(settings);
            world.add(settings.site(), () -> new Site(placed));
        }
        world.addOutside(AddressPlan.OUTSIDE, scenario, plan);
        world.addOutside(AddressPlan.SMART_HOST, scenario, plan);
        world.startAll();
        return world;
    }

    void startAll() {
        nodes.values().forEach(SimulatedNode::start);
    }

    private void addOutside(String node, Scenario scenario, AddressPlan plan) {
        add(node, () -> new Outside(node, scenario.outside(), plan, scenario.domain(), event -> record(node, event)));
    }

    void add(String name, Supplier<Machine> machines) {
        Consumer<Event> record = event -> record(name, event);
        SimulatedNode node = new SimulatedNode(
                name,
                machines,
                scheduler,
                network,
                new SimulatedMailboxes(record),
                event -> record.accept(siteEvents.toHistory(event)),
                seed);
        nodes.put(name, node);
        network.add(node);
    }

    private void record(String node, Event event) {
        recorder.record(scheduler.now(), node, event);
    }

    private SimulatedNode node(String name) {
        SimulatedNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node is named " + name);
        }
        return node;
    }

    @Override
    public Instant now() {
        return scheduler.now();
    }

    @Override
    public void submit(Mail mail) {
        command(AddressPlan.OUTSIDE, new Submit(mail));
    }

    @Override
    public void command(String site, Request request) {
        node(site).life().ifPresent(life -> life.tell(new Input.Command(++lastCommand, plan.place(site, request))));
    }

    @Override
    public void inject(Fault fault) {
        faults.inject(fault);
        if (fault.kind() == Fault.Kind.REFUSE) {
            network.refuse(fault);
        }
    }

    @Override
    public void heal(int fault) {
        faults.heal(fault).ifPresent(network::healed);
    }

    @Override
    public void holdAll() {
        faults.holdAll();
    }

    @Override
    public void releaseAll() {
        faults.releaseAll();
    }

    @Override
    public void crash(String site) {
        if (node(site).life().isPresent()) {
            record(site, new Event.SiteCrashed());
            node(site).crash();
        }
    }

    @Override
    public void start(String site) {
        node(site).start();
    }

    @Override
    public void settle() throws LabFailure {
        scheduler.settle();
    }

    @Override
    public void advance(Duration duration) throws LabFailure {
        scheduler.advanceTo(scheduler.now().plus(duration));
    }

    @Override
    public void close() {
        // Nothing outlives it.
    }
}
