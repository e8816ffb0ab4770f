package org.dslab.engine.event;

/** For what an address is looked up. */
public enum LookupPurpose {
    /** At RCPT (DS-03). */
    RECIPIENT,
    /** At MAIL (DS-20). */
    SENDER,
    /** When a recipient is routed that was not decided at RCPT (DS-14). */
    ROUTING,
    /** Before an account is created (DS-40). */
    CREATION
}
