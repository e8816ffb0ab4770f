package org.dslab.engine.spool;

import org.dslab.engine.address.EmailAddress;

/**
 * Another name: mail for {@code address} goes to {@code target}, which may be an account, another alias, a list, or an
 * address of another server (DS-14).
 */
public record Alias(EmailAddress address, EmailAddress target) {}
