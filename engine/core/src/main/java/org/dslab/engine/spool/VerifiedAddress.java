package org.dslab.engine.spool;

import java.time.Instant;
import org.dslab.engine.network.HostPort;

/**
 * An address that a sharing host said it has (DS-06).
 *
 * @param key the address' key
 * @param host the SMTP address of its owner
 * @param verifiedAt when the positive answer came; the five days count from here
 */
public record VerifiedAddress(String key, HostPort host, Instant verifiedAt) {}
