package org.dslab.engine.sharing;

import java.util.function.Consumer;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.settings.SharingHost;

/** Asks one host one question over the network. */
@FunctionalInterface
public interface HostExchanges {

    /**
     * Begins an exchange; {@code done} is called exactly once unless it is cancelled, never before this returns.
     *
     * @param mailbox as it goes over the wire
     */
    Inquiry ask(SharingHost host, String mailbox, Consumer<HostAnswer> done);
}
