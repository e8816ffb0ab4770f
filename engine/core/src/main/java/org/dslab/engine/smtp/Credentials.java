package org.dslab.engine.smtp;

import org.dslab.engine.settings.Secret;

/**
 * What a client says it is (RFC 4954).
 *
 * @param name as it was sent: a local part or an address
 */
public record Credentials(String name, Secret password) {}
