package org.dslab.engine.sharing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.time.Timers;

/**
 * One question to several hosts at once (DS-55). Its table says when the answers are enough; then it concludes once
 * everything else of the same instant is in. The other exchanges go on in the background, to notice an address that
 * several hosts claim (DS-10).
 */
final class Lookup {

    private final long id;
    private final EmailAddress address;
    private final String mailbox;
    private final AnswerTable table;
    private final Effects effects;
    private final Timers timers;
    private final Predicate<SharingHost> lastChoice;
    private final Consumer<LookupOutcome> concluded;
    private final List<HostState> hosts = new ArrayList<>();
    private boolean isConcluded;
    private boolean isCacheable = true;

    /**
     * A lookup that has not begun.
     *
     * @param lastChoice hosts that count as the owner only if no other host can be (DS-35)
     */
    Lookup(
            long id,
            EmailAddress address,
            AnswerTable table,
            Effects effects,
            Timers timers,
            Predicate<SharingHost> lastChoice,
            Consumer<LookupOutcome> concluded) {
        this.id = id;
        this.address = address;
        this.mailbox = address.withAsciiDomain().toString();
        this.table = table;
        this.effects = effects;
        this.timers = timers;
        this.lastChoice = lastChoice;
        this.concluded = concluded;
    }

    void start(List<SharingHost> asked, HostExchanges exchanges) {
        for (SharingHost host : asked) {
            hosts.add(new HostState(host));
        }
        for (HostState state : hosts) {
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
        state.answeredAt = timers.now();
        switch (answer) {
            case HostAnswer.Status status ->
                effects.record(new SiteEvent.HostAnswered(
                        id, state.host.name(), mailbox, status.status().code(), ""));
            case HostAnswer.None none ->
                effects.record(new SiteEvent.HostAnswered(id, state.host.name(), mailbox, -1, none.text()));
        }
        if (isConcluded) {
            warnIfClaimedBySeveral();
        } else if (isComplete()) {
            concludeIfKnown();
        } else if (table.outcome(reports()).isPresent()) {
            // Another host may claim the address at this very instant: that answer is an input of its own (DS-10).
            timers.atRest(this::concludeIfKnown);
        }
    }

    private void concludeIfKnown() {
        if (!isConcluded) {
            table.outcome(reports()).ifPresent(this::conclude);
        }
    }

    /** There is no capacity to ask anybody (DS-57). */
    void concludeUnasked() {
        conclude(new LookupOutcome(LookupResult.UNDETERMINED, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private boolean isComplete() {
        return hosts.stream().allMatch(state -> state.answer.isPresent());
    }

    private List<AskedHost> reports() {
        return hosts.stream()
                .map(state -> new AskedHost(state.host, state.answer, state.answeredAt, lastChoice.test(state.host)))
                .toList();
    }

    private void conclude(LookupOutcome outcome) {
        isConcluded = true;
        effects.record(new SiteEvent.LookupFinished(
                id,
                address,
                outcome.result(),
                outcome.owner().map(SharingHost::name).orElse("")));
        warnIfClaimedBySeveral();
        concluded.accept(outcome);
    }

    private void warnIfClaimedBySeveral() {
        List<String> claimants = reports().stream()
                .filter(host -> host.said(MingerStatus.ACTIVE))
                .map(host -> host.host().name())
                .toList();
        if (isComplete() && claimants.size() > 1) {
            effects.record(new SiteEvent.ClaimedBySeveral(address, claimants));
        }
    }

    private static final class HostState {

        private final SharingHost host;
        private Inquiry exchange = Inquiry.ANSWERED;
        private Optional<HostAnswer> answer = Optional.empty();
        private Instant answeredAt = Instant.MAX;

        HostState(SharingHost host) {
            this.host = host;
        }
    }
}
