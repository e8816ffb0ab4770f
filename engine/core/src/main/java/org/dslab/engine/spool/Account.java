package org.dslab.engine.spool;

import org.dslab.engine.address.EmailAddress;

/** A mailbox of this site (DS-01). */
public record Account(EmailAddress address, AccountState state) {}
