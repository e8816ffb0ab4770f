package org.dslab.engine.site;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.Request;

/** What an operator can ask of a site. */
public sealed interface SiteRequest extends Request {

    /**
     * Creates an account after asking every sharing host (DS-40). Answered by {@link SiteAnswer.Done} or
     * {@link SiteAnswer.Refused}.
     *
     * @param force create it although a host cannot be asked (DS-41); never although a host has the address
     */
    record CreateAccount(EmailAddress address, boolean force) implements SiteRequest {}

    /** Removes an account and its aliases at once (DS-44); refused if there is none. */
    record RemoveAccount(EmailAddress address) implements SiteRequest {}

    /** Answered by {@link SiteAnswer.Queue}. */
    record CountQueue() implements SiteRequest {}
}
