package org.dslab.engine.delivery;

import java.util.Optional;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.accounts.Destination;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.address.Subaddresses;
import org.dslab.engine.gateway.Gateways;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Route;

/** Where mail goes that no lookup has to decide. */
public final class Router {

    private final SiteSettings settings;
    private final SharingHosts hosts;
    private final AccountDirectory directory;
    private final SharedDomains domains;
    private final Subaddresses subaddresses;

    public Router(SiteSettings settings, SharingHosts hosts, AccountDirectory directory, SharedDomains domains) {
        this.settings = settings;
        this.hosts = hosts;
        this.directory = directory;
        this.domains = domains;
        this.subaddresses = new Subaddresses(settings.subaddressSeparator());
    }

    /**
     * The address that is meant by this one (DS-58): itself if this site has it or it has no detail, else its base
     * address, here and when others are asked.
     */
    public EmailAddress meant(EmailAddress address) {
        return directory.destination(address) instanceof Destination.NotHere
                ? subaddresses.base(address).orElse(address)
                : address;
    }

    /** Where an address of this site leads to. */
    public Destination destination(EmailAddress address) {
        return directory.destination(meant(address));
    }

    /** What Minger answers about an account or alias of this site (DS-51). */
    public MingerStatus statusOf(EmailAddress address) {
        return directory.statusOf(meant(address));
    }

    /** {@code postmaster} at a served domain or at this host, in any case of letters (DS-13). */
    public boolean isPostmaster(EmailAddress written) {
        EmailAddress address = meant(written);
        return address.localKey().equals("postmaster")
                && (isServed(address.domainKey()) || address.domainKey().equals(DomainNames.key(settings.hostname())));
    }

    /** A local domain, or a gateway's (DS-60). */
    private boolean isServed(String domain) {
        return domains.isLocal(domain)
                || Gateways.find(domain, settings.gateways()).isPresent();
    }

    /** The account that takes postmaster's mail. */
    public EmailAddress postmaster() {
        EmailAddress configured = EmailAddress.parse(settings.postmaster())
                .orElseGet(() -> EmailAddress.of(
                        settings.postmaster() + "@" + settings.domains().getFirst()));
        return directory.find(configured).map(Account::address).orElse(configured);
    }

    /** The mailbox of a local address, or postmaster's; empty if the address is not local or leads elsewhere. */
    public Optional<EmailAddress> mailbox(EmailAddress address) {
        Optional<Account> account = directory.find(meant(address));
        if (account.isPresent()) {
            return account.map(Account::address);
        }
        return isPostmaster(address) && !directory.has(meant(address)) ? Optional.of(postmaster()) : Optional.empty();
    }

    /** Whether this site has the address, as an account or alias, or as postmaster. */
    public boolean isLocalAddress(EmailAddress address) {
        return directory.has(meant(address)) || isPostmaster(address);
    }

    /**
     * Whether mail for the address is decided here and now: by an account that is not on its way to another site, or an
     * alias that leads on (DS-39).
     */
    public boolean isHome(EmailAddress address) {
        return switch (destination(address)) {
            case Destination.ToAccount known -> known.account().state() != AccountState.MOVING;
            case Destination.Elsewhere elsewhere -> true;
            case Destination.Reserved reserved -> false;
            case Destination.Nowhere nowhere -> false;
            case Destination.NotHere unknown -> false;
        };
    }

    /** Where a local alias leads that does not lead to an account of this site (DS-14). */
    public Optional<EmailAddress> forwardedTo(EmailAddress address) {
        return destination(address) instanceof Destination.Elsewhere elsewhere
                ? Optional.of(elsewhere.target())
                : Optional.empty();
    }

    /** Whether the address exists here and cannot be decided yet: reserved (DS-43.1), or aliases that lead nowhere. */
    public boolean mustWait(EmailAddress address) {
        return switch (destination(address)) {
            case Destination.Reserved reserved -> true;
            case Destination.Nowhere nowhere -> true;
            case Destination.ToAccount known -> false;
            case Destination.Elsewhere elsewhere -> false;
            case Destination.NotHere unknown -> false;
        };
    }

    /** The next hop for mail of another domain: its fixed route, else the smart host (DS-33); empty if neither is set. */
    public Optional<Route> foreign(EmailAddress address) {
        HostPort fixed = settings.routes().get(address.domainKey());
        return fixed != null
                ? Optional.of(new Route.Fixed(fixed))
                : settings.smartHost().map(Route.ToSmartHost::new);
    }

    /** Where shared mail may go after a temporary failure: the smart host, if the deployer wants that (DS-31, DS-32). */
    public Optional<Route> afterSharedFailure(HostPort host) {
        // What may only go there over TLS does not go elsewhere without (DS-74).
        if (hosts.at(host).filter(SharingHost::tlsRequired).isPresent()) {
            return Optional.empty();
        }
        return settings.sharing().keepFailedMailFromSmartHost()
                ? Optional.empty()
                : settings.smartHost().map(Route.ToSmartHost::new);
    }

    /** A route for a recipient that was not decided when it was accepted: known at once, or to be looked up (DS-14). */
    public Route initial(EmailAddress address) {
        Optional<EmailAddress> mailbox = mailbox(address);
        if (mailbox.isPresent()) {
            return new Route.Mailbox(mailbox.get());
        }
        return isServed(address.domainKey()) || directory.has(address)
                ? new Route.Undecided()
                : foreign(address).orElse(new Route.Undecided());
    }
}
