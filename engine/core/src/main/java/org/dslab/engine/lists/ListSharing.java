package org.dslab.engine.lists;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.HostExchanges;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.SharedDomains;

/** With whom a list's posts are shared, and whether one of them has the list (DS-80, DS-83). */
public final class ListSharing {

    private final boolean isOn;
    private final SharedDomains domains;
    private final Supplier<List<SharingHost>> hosts;
    private final HostExchanges exchanges;

    /**
     * Of a site.
     *
     * @param isOn the option "share list posts"
     * @param hosts the other sites, as they are when asked for
     */
    public ListSharing(
            boolean isOn, SharedDomains domains, Supplier<List<SharingHost>> hosts, HostExchanges exchanges) {
        this.isOn = isOn;
        this.domains = domains;
        this.hosts = hosts;
        this.exchanges = exchanges;
    }

    /** Everybody who may have the list too. */
    List<SharingHost> hostsFor(EmailAddress list) {
        return isOn && domains.isShared(list.domainKey()) ? hosts.get() : List.of();
    }

    /** The sharing host that takes mail there; empty if it is none any more. */
    public Optional<SharingHost> host(HostPort smtp) {
        return hosts.get().stream().filter(host -> host.smtp().equals(smtp)).findFirst();
    }

    /** Asks this one host whether it has the list; {@code done} is never called before this returns. */
    public Inquiry ask(SharingHost host, EmailAddress list, Consumer<HostAnswer> done) {
        return exchanges.ask(host, list.withAsciiDomain().toString(), done);
    }
}
