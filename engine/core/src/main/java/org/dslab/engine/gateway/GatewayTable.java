package org.dslab.engine.gateway;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.sharing.AnswerTable;
import org.dslab.engine.sharing.AskedHost;
import org.dslab.engine.sharing.LookupOutcome;

/**
 * What the answers about a gateway's recipient come to (DS-61, DS-62). The first host asked is the gateway's own server,
 * the others are the sharing hosts, if they are asked too. The server's 5 wins, so its answer is always awaited; else any
 * sharing 5; else the table of domain sharing, in which a server that cannot be asked stands first among the unusable.
 */
final class GatewayTable implements AnswerTable {

    @Override
    public Optional<LookupOutcome> outcome(List<AskedHost> hosts) {
        AskedHost server = hosts.getFirst();
        if (server.said(MingerStatus.ACTIVE)) {
            return Optional.of(AnswerTable.ofAnswers(List.of(server)));
        }
        boolean isKnown = server.answer().isPresent()
                && (AnswerTable.isComplete(hosts) || AnswerTable.claimed(hosts).isPresent());
        return isKnown ? Optional.of(AnswerTable.ofAnswers(hosts)) : Optional.empty();
    }
}
