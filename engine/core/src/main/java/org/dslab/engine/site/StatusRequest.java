package org.dslab.engine.site;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.Request;

/** What an operator can ask about a site as a whole, and how it is told to stop. */
public sealed interface StatusRequest extends Request {

    /** Answered by {@link StatusAnswer.Status}. */
    record Status() implements StatusRequest {}

    /** The remembered answers of sharing hosts (DS-06); answered by {@link StatusAnswer.Verified}. */
    record ListVerified() implements StatusRequest {}

    /** Forgets one, durably: the address is looked up afresh. Refused if it is not remembered. */
    record DropVerified(EmailAddress address) implements StatusRequest {}

    /**
     * Ends the SMTP sessions: what is being sent or decided is finished, then each client gets 421 4.3.2, and new ones get
     * it at once. No transaction with a next hop is begun any more. Answered by {@link SiteAnswer.Done} when no session is
     * left and no transaction is in progress.
     */
    record EndSessions() implements StatusRequest {}
}
