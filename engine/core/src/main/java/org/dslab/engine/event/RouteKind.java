package org.dslab.engine.event;

/** The kind of next hop. */
public enum RouteKind {
    MAILBOX,
    SHARING_HOST,
    GATEWAY,
    FIXED_ROUTE,
    SMART_HOST,
    UNDECIDED
}
