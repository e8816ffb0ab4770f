package org.dslab.lab.outside;

import java.util.function.Consumer;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.time.Timers;
import org.dslab.history.Event;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Link;

/** What the parts of the outside share. */
record OutsideParts(
        String node,
        String hostname,
        OutsideSettings settings,
        AddressPlan plan,
        Effects effects,
        Connections connections,
        Timers timers,
        Consumer<Event> history) {

    /** Where mail for a node is sent to. */
    HostPort smtpOf(String other) {
        return new HostPort(plan.entrance(new Link(node, other)), AddressPlan.SMTP_PORT);
    }
}
