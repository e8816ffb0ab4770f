package org.dslab.engine.accounts;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.spool.Account;

/** Where an address of this site leads to, through all its aliases. */
public sealed interface Destination {

    /** To an account; whether it can receive is its state. */
    record ToAccount(Account account) implements Destination {}

    /** To an address that is being created here (DS-43.1). */
    record Reserved() implements Destination {}

    /** Through an alias to an address that is not an account of this site: it is routed when delivered (DS-14). */
    record Elsewhere(EmailAddress target) implements Destination {}

    /** Through aliases that lead to each other, or through too many: it exists and cannot receive. */
    record Nowhere() implements Destination {}

    /** This site does not have the address. */
    record NotHere() implements Destination {}
}
