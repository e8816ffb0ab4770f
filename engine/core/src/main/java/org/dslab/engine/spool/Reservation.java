package org.dslab.engine.spool;

import org.dslab.engine.address.EmailAddress;

/**
 * An address that this site is about to create (DS-43): until it ends, Minger answers 4 and RCPT 450 4.2.1. Reservations
 * do not outlive a start.
 */
public record Reservation(EmailAddress address) {}
