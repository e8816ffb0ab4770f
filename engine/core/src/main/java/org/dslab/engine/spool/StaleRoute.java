package org.dslab.engine.spool;

import org.dslab.engine.network.HostPort;

/** The host that an address was verified at, and its reply that it does not have it (DS-08). */
public record StaleRoute(HostPort host, String reply) {}
