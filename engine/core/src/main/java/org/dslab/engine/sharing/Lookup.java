package org.dslab.engine.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;

/**
 * One question to every sharing host at once (DS-55), and its outcome table (MINGER.md, DS-03 to DS-12): any 5 wins;
 * else any host without a usable answer leaves it undetermined; else any 4; else nobody has the address. After a 5 the
 * other exchanges go on in the background, to notice an address that several hosts claim (DS-10).
 */
final class Lookup {

    private final long id;
    private final EmailAddress address;
    private final Effects effects;
    private final Consumer<LookupOutcome> concluded;
    private final List<HostState> hosts = new ArrayList<>();
    private boolean isConcluded;
    private boolean isCacheable = true;

    Lookup(long id, EmailAddress address, Effects effects, Consumer<LookupOutcome> concluded) {
        this.id = id;
        this.address = address;
        this.effects = effects;
        this.concluded = concluded;
    }

    void start(List<SharingHost> asked, HostExchanges exchanges) {
        for (SharingHost host : asked) {
            hosts.add(new HostState(host));
        }
        for (HostState state : hosts) {
            String mailbox = address.toString();
            effects.record(new SiteEvent.HostAsked(id, state.host.name(), mailbox));
            state.exchange = exchanges.ask(state.host, mailbox, answer -> answered(state, answer));
        }
        concludeIfKnown();
    }

    long id() {
        return id;
    }

    EmailAddress address() {
        return address;
    }

    /** A local change of the address since the lookup began: its answer must not be remembered (DS-06). */
    void forbidRemembering() {
        isCacheable = false;
    }

    boolean isCacheable() {
        return isCacheable;
    }

    void cancel() {
        isConcluded = true;
        for (HostState state : hosts) {
            if (state.answer.isEmpty()) {
                state.exchange.cancel();
            }
        }
    }

    private void answered(HostState state, HostAnswer answer) {
        state.answer = Optional.of(answer);
        switch (answer) {
            case HostAnswer.Status status ->
                effects.record(new SiteEvent.HostAnswered(
                        id,
                        state.host.name(),
                        address.toString(),
                        status.status().code(),
                        ""));
            case HostAnswer.None none ->
                effects.record(
                        new SiteEvent.HostAnswered(id, state.host.name(), address.toString(), -1, causeOf(none)));
        }
        if (isConcluded) {
            warnIfClaimedBySeveral();
        } else {
            concludeIfKnown();
        }
    }

    private static String causeOf(HostAnswer.None none) {
        return switch (none.cause()) {
            case TIMED_OUT -> "no answer in time";
            case UNREACHABLE -> "unreachable";
            case UNRESOLVABLE -> "name cannot be resolved";
            case MALFORMED -> "malformed answer";
        };
    }

    private void concludeIfKnown() {
        Optional<SharingHost> owner = firstThatSaid(MingerStatus.ACTIVE);
        boolean isComplete = hosts.stream().allMatch(state -> state.answer.isPresent());
        if (owner.isEmpty() && !isComplete) {
            return;
        }
        isConcluded = true;
        Optional<SharingHost> inactiveAt = firstThatSaid(MingerStatus.CANNOT_RECEIVE);
        Optional<SharingHost> unusable = hosts.stream()
                .filter(HostState::isUnusable)
                .map(state -> state.host)
                .findFirst();
        LookupResult result = owner.isPresent()
                ? LookupResult.FOUND
                : unusable.isPresent()
                        ? LookupResult.UNDETERMINED
                        : inactiveAt.isPresent() ? LookupResult.CANNOT_RECEIVE : LookupResult.NOT_FOUND;
        effects.record(new SiteEvent.LookupFinished(
                id, address, result, owner.map(SharingHost::name).orElse("")));
        concluded.accept(new LookupOutcome(result, owner, inactiveAt, unusable));
    }

    private Optional<SharingHost> firstThatSaid(MingerStatus status) {
        return hosts.stream()
                .filter(state -> state.said(status))
                .map(state -> state.host)
                .findFirst();
    }

    private void warnIfClaimedBySeveral() {
        boolean isComplete = hosts.stream().allMatch(state -> state.answer.isPresent());
        List<String> claimants = hosts.stream()
                .filter(state -> state.said(MingerStatus.ACTIVE))
                .map(state -> state.host.name())
                .toList();
        if (isComplete && claimants.size() > 1) {
            effects.record(new SiteEvent.ClaimedBySeveral(address, claimants));
        }
    }

    private static final class HostState {

        private final SharingHost host;
        private Inquiry exchange = Inquiry.ANSWERED;
        private Optional<HostAnswer> answer = Optional.empty();

        HostState(SharingHost host) {
            this.host = host;
        }

        boolean said(MingerStatus status) {
            return answer.filter(given -> given instanceof HostAnswer.Status known && known.status() == status)
                    .isPresent();
        }

        boolean isUnusable() {
            return answer.isPresent()
                    && !said(MingerStatus.ACTIVE)
                    && !said(MingerStatus.CANNOT_RECEIVE)
                    && !said(MingerStatus.DOES_NOT_EXIST);
        }
    }
}
