package org.dslab.engine.sharing;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;

/**
 * Which hosts deny their answers (DS-56): status 1 or 2 means 451 for good until somebody mends the configuration. Raised
 * and cleared once for each change, not for each query; silence changes nothing.
 */
public final class HostAlerts implements HostExchanges {

    private final HostExchanges exchanges;
    private final Effects effects;
    private final TreeMap<String, MingerStatus> denying = new TreeMap<>();
    private final TreeMap<String, Long> removals = new TreeMap<>();
    private long lastRemoval;

    /** Watches the answers that come through these exchanges. */
    public HostAlerts(HostExchanges exchanges, Effects effects) {
        this.exchanges = exchanges;
        this.effects = effects;
    }

    @Override
    public Inquiry ask(SharingHost host, String mailbox, Consumer<HostAnswer> done) {
        long begun = lastRemoval;
        return exchanges.ask(host, mailbox, answer -> {
            boolean isRemoved = removals.getOrDefault(host.name(), 0L) > begun;
            if (answer instanceof HostAnswer.Status known && !isRemoved) {
                observe(host.name(), known.status());
            }
            done.accept(answer);
        });
    }

    private void observe(String host, MingerStatus status) {
        switch (status) {
            case ACCESS_DENIED, BAD_CREDENTIALS -> {
                if (denying.put(host, status) != status) {
                    effects.record(new SiteEvent.HostDenies(host, status.code()));
                }
            }
            case DOES_NOT_EXIST, CANNOT_RECEIVE, ACTIVE -> {
                if (denying.remove(host) != null) {
                    effects.record(new SiteEvent.HostAnswersAgain(host));
                }
            }
            case INVALID_REQUEST -> {
                // Neither a denial nor an answer.
            }
        }
    }

    /** The hosts that deny, by name, with the status they gave last. */
    public SortedMap<String, MingerStatus> denying() {
        return Collections.unmodifiableSortedMap(denying);
    }

    /** The host was removed: nobody has to mend it any more, whatever it answers to earlier questions. */
    public void forget(String host) {
        removals.put(host, ++lastRemoval);
        denying.remove(host);
    }
}
