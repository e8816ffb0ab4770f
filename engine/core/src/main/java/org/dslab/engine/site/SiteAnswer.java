package org.dslab.engine.site;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueEntry;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.MailingList;

/** A site's answer to a {@link SiteRequest}. */
public sealed interface SiteAnswer extends Answer {

    /** It is done, durably. */
    record Done() implements SiteAnswer {}

    /**
     * It was not done.
     *
     * @param again whether trying later can help (DS-41)
     * @param host the sharing host that has the address or cannot be asked, or empty
     */
    record Refused(String reason, boolean again, String host) implements SiteAnswer {}

    /** The mailing lists of this site, in the order of their addresses. */
    record Lists(List<MailingList> lists) implements SiteAnswer {
        public Lists {
            lists = List.copyOf(lists);
        }
    }

    /**
     * All addresses of the site, each list in the order of its keys.
     *
     * @param reserved the addresses that are being created at the moment (DS-43)
     */
    record Accounts(List<Account> accounts, List<Alias> aliases, List<EmailAddress> reserved) implements SiteAnswer {
        public Accounts {
            accounts = List.copyOf(accounts);
            aliases = List.copyOf(aliases);
            reserved = List.copyOf(reserved);
        }
    }

    /** A page of the queue, and whether more messages follow the last one. */
    record QueueList(List<QueueEntry> messages, boolean more) implements SiteAnswer {
        public QueueList {
            messages = List.copyOf(messages);
        }
    }

    /** With so many messages it was done, durably. */
    record QueueChanged(int messages) implements SiteAnswer {}

    /** How many messages wait for delivery. */
    record Queue(int messages) implements SiteAnswer {}

    /** The sharing hosts, in the order in which they are asked. */
    record Hosts(List<Host> hosts) implements SiteAnswer {
        public Hosts {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * A sharing host as it may be shown: that it has a password, never which (DS-73).
     *
     * @param denies status 1 or 2, if that was its last answer (DS-56)
     */
    record Host(
            HostPort smtp,
            Optional<String> site,
            int mingerPort,
            boolean hasMingerPassword,
            MingerTransport transport,
            List<String> clientAddresses,
            boolean tlsRequired,
            Optional<MingerStatus> denies) {

        public Host {
            clientAddresses = List.copyOf(clientAddresses);
        }
    }
}
