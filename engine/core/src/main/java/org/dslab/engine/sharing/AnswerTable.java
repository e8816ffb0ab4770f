package org.dslab.engine.sharing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;

/** What the answers of the hosts that were asked come to. */
@FunctionalInterface
public interface AnswerTable {

    /**
     * The table of domain sharing (MINGER.md, DS-03 to DS-12): any 5 wins; else any host without a usable answer leaves it
     * undetermined; else any 4; else nobody has the address. The first 5 decides, and configuration order breaks ties
     * (DS-10).
     */
    AnswerTable SHARING =
            hosts -> isComplete(hosts) || claimed(hosts).isPresent() ? Optional.of(ofAnswers(hosts)) : Optional.empty();

    /** Empty while answers are missing that matter; present once all are in. */
    Optional<LookupOutcome> outcome(List<AskedHost> hosts);

    /** Whether all answers are in. */
    static boolean isComplete(List<AskedHost> hosts) {
        return hosts.stream().allMatch(host -> host.answer().isPresent());
    }

    /** The first host that said 5, in time and then in the order of asking, leaving out those of the last choice. */
    static Optional<SharingHost> claimed(List<AskedHost> hosts) {
        return hosts.stream()
                .filter(host -> host.said(MingerStatus.ACTIVE) && !host.isLastChoice())
                .min(Comparator.comparing(AskedHost::answeredAt))
                .map(AskedHost::host);
    }

    /** What the table of domain sharing makes of the answers that there are. */
    static LookupOutcome ofAnswers(List<AskedHost> hosts) {
        Optional<SharingHost> inactiveAt = firstThatSaid(MingerStatus.CANNOT_RECEIVE, hosts);
        Optional<SharingHost> unusable = hosts.stream()
                .filter(AskedHost::isUnusable)
                .map(AskedHost::host)
                .findFirst();
        Optional<SharingHost> owner = claimed(hosts)
                .or(() -> unusable.isPresent() ? Optional.empty() : firstThatSaid(MingerStatus.ACTIVE, hosts));
        LookupResult result = owner.isPresent()
                ? LookupResult.FOUND
                : unusable.isPresent()
                        ? LookupResult.UNDETERMINED
                        : inactiveAt.isPresent() ? LookupResult.CANNOT_RECEIVE : LookupResult.NOT_FOUND;
        return new LookupOutcome(result, owner, inactiveAt, unusable);
    }

    private static Optional<SharingHost> firstThatSaid(MingerStatus status, List<AskedHost> hosts) {
        return hosts.stream()
                .filter(host -> host.said(status))
                .map(AskedHost::host)
                .findFirst();
    }
}
