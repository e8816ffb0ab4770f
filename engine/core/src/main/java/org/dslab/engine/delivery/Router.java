package org.dslab.engine.delivery;

import java.util.Optional;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Route;

/** Where mail goes that no lookup has to decide. */
public final class Router {

    private final SiteSettings settings;
    private final AccountDirectory directory;
    private final SharedDomains domains;

    public Router(SiteSettings settings, AccountDirectory directory, SharedDomains domains) {
        this.settings = settings;
        this.directory = directory;
        this.domains = domains;
    }

    /** {@code postmaster} at a served domain or at this host, in any case of letters (DS-13). */
    public boolean isPostmaster(EmailAddress address) {
        return address.localKey().equals("postmaster")
                && (domains.isLocal(address.domainKey())
                        || address.domainKey().equals(AsciiCase.lower(settings.hostname())));
    }

    /** The account that takes postmaster's mail. */
    public EmailAddress postmaster() {
        EmailAddress configured = EmailAddress.parse(settings.postmaster())
                .orElseGet(() -> EmailAddress.of(
                        settings.postmaster() + "@" + settings.domains().getFirst()));
        return directory.find(configured).map(Account::address).orElse(configured);
    }

    /** The mailbox of a local address, or postmaster's; empty if the address is not local. */
    public Optional<EmailAddress> mailbox(EmailAddress address) {
        Optional<Account> account = directory.find(address);
        if (account.isPresent()) {
            return account.map(Account::address);
        }
        return isPostmaster(address) ? Optional.of(postmaster()) : Optional.empty();
    }

    /** The next hop for mail of another domain: its fixed route, else the smart host (DS-33); empty if neither is set. */
    public Optional<Route> foreign(EmailAddress address) {
        HostPort fixed = settings.routes().get(address.domainKey());
        return fixed != null
                ? Optional.of(new Route.Fixed(fixed))
                : settings.smartHost().map(Route.ToSmartHost::new);
    }

    /** Where shared mail may go after a temporary failure: the smart host, if the deployer wants that (DS-31, DS-32). */
    public Optional<Route> afterSharedFailure() {
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
        return domains.isLocal(address.domainKey())
                ? new Route.Undecided()
                : foreign(address).orElse(new Route.Undecided());
    }
}
