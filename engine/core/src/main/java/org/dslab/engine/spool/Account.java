package org.dslab.engine.spool;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountState;

/** A mailbox of this site (DS-01). */
public record Account(EmailAddress address, AccountState state) {}
