package org.dslab.engine.spool;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;

/** Where a recipient's copy of a message goes next. */
public sealed interface Route {

    /** Into a mailbox of this site. */
    record Mailbox(EmailAddress account) implements Route {}

    /** Domain-shared mail (DS-31): to the host that a lookup or the verified addresses named. */
    record Shared(HostPort host) implements Route {}

    /** To the server behind a gateway domain (DS-60). */
    record Gateway(HostPort host) implements Route {}

    /** A list post's copy, if the host says that it has the list too (DS-80, DS-83); asked when routed. */
    record ListCopy(HostPort host) implements Route {}

    /** Mail of another domain, by a fixed route (DS-33). */
    record Fixed(HostPort host) implements Route {}

    /** To the smart host (DS-32, DS-33). */
    record ToSmartHost(HostPort host) implements Route {}

    /** Not decided yet; looked up when routed (DS-14). */
    record Undecided() implements Route {}
}
