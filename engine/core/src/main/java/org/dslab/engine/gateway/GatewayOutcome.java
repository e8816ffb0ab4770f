package org.dslab.engine.gateway;

import org.dslab.engine.spool.Route;

/** What becomes of a recipient in a gateway domain. */
public sealed interface GatewayOutcome {

    /** To the gateway's server, verified or assumed valid (DS-62), or to the sharing host that has it (DS-61). */
    record Accepted(Route route) implements GatewayOutcome {}

    /** Nobody has it: 550. */
    record Unknown() implements GatewayOutcome {}

    /** It exists and cannot receive now: 450. */
    record Inactive() implements GatewayOutcome {}

    /** It cannot be known now: 451. */
    record TryAgain() implements GatewayOutcome {}
}
