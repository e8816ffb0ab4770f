package org.dslab.engine.site;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SharingHost;

/** What an operator can ask of a site. */
public sealed interface SiteRequest extends Request {

    /** About accounts and aliases; answered by {@link SiteAnswer.Done} or {@link SiteAnswer.Refused} unless it says so. */
    sealed interface OfAccounts extends SiteRequest {}

    /**
     * Creates an account after asking every sharing host (DS-40).
     *
     * @param force create it although a host cannot be asked (DS-41); never although a host has the address
     * @param movedFrom the name of a sharing host that is moving the account here (DS-44): its answer 4 is ignored
     */
    record CreateAccount(EmailAddress address, boolean force, Optional<String> movedFrom) implements OfAccounts {

        /** An account that is new everywhere. */
        public CreateAccount(EmailAddress address, boolean force) {
            this(address, force, Optional.empty());
        }
    }

    /** Creates an alias, by the same rules (DS-40); the target may be here or anywhere else (DS-14). */
    record CreateAlias(EmailAddress address, EmailAddress target, boolean force, Optional<String> movedFrom)
            implements OfAccounts {}

    /**
     * Changes an account's state (DS-02). From {@code MOVING} back to another one every sharing host is asked first, for
     * the move may be done already.
     *
     * @param force change it although a host cannot be asked
     */
    record SetAccountState(EmailAddress address, AccountState state, boolean force) implements OfAccounts {}

    /**
     * Begins to move an account to another site (DS-44): nothing new is taken for it here. Next it is created there with
     * {@code movedFrom}, then removed here.
     */
    record MoveAccount(EmailAddress address) implements OfAccounts {}

    /** Removes an account and the aliases that lead to it, at once (DS-44); refused if there is none. */
    record RemoveAccount(EmailAddress address) implements OfAccounts {}

    /** Removes an alias and the aliases that lead to it; refused if there is none. */
    record RemoveAlias(EmailAddress address) implements OfAccounts {}

    /** Answered by {@link SiteAnswer.Accounts}. */
    record ListAccounts() implements OfAccounts {}

    /** About mailing lists; those that change something are answered like account requests. */
    sealed interface OfLists extends SiteRequest {}

    /**
     * Makes a mailing list, without asking anybody (DS-40); refused if the address is one of this site's.
     *
     * @param owner the postmaster unless given
     */
    record CreateList(EmailAddress address, List<EmailAddress> members, Optional<EmailAddress> owner)
            implements OfLists {
        public CreateList {
            members = List.copyOf(members);
        }
    }

    /** Removes a list; refused if there is none. */
    record RemoveList(EmailAddress address) implements OfLists {}

    /** Puts an address on a list's roster. */
    record AddMember(EmailAddress list, EmailAddress member) implements OfLists {}

    /** Takes an address off a list's roster. */
    record RemoveMember(EmailAddress list, EmailAddress member) implements OfLists {}

    /** Answered by {@link SiteAnswer.Lists}. */
    record ListLists() implements OfLists {}

    /**
     * A page of the queue (DS-38), in the order of queue ids. Answered by {@link SiteAnswer.QueueList}.
     *
     * @param after begins behind this queue id; empty for the beginning
     */
    record ListQueue(QueueSelection selection, String after, int limit) implements SiteRequest {}

    /** Answered by {@link SiteAnswer.QueueChanged}, or {@link SiteAnswer.Refused} if a message is not there. */
    record ChangeQueue(QueueSelection selection, QueueAction action) implements SiteRequest {}

    /** Answered by {@link SiteAnswer.Queue}. */
    record CountQueue() implements SiteRequest {}

    /**
     * Adds a sharing host, behind those that there are (DS-71). Answered by {@link SiteAnswer.Done}, or by
     * {@link SiteAnswer.Refused} with a reason that names the wrong field.
     */
    record AddHost(SharingHost host) implements SiteRequest {}

    /** Removes the sharing host of this name or address as configured (DS-71). */
    record RemoveHost(String host) implements SiteRequest {}

    /** Answered by {@link SiteAnswer.Hosts}. */
    record ListHosts() implements SiteRequest {}
}
