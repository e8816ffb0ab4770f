package org.dslab.engine.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.AskedHost;
import org.dslab.engine.sharing.Inquiry;

/**
 * The question to every sharing host before an address is created (DS-40): private exchanges, each on a connection or
 * socket of its own that was opened for it, shared with no lookup and remembered by nobody (DS-43.2). The first answer of
 * each host counts. Ends when all have answered, or with the first 5.
 */
final class HostPoll {

    private final AccountParts parts;
    private final EmailAddress address;
    private final String mailbox;
    private final Consumer<Result> done;
    private final List<Asked> asked = new ArrayList<>();
    private final long lookup;
    private boolean isOver;

    /**
     * What the hosts said, each list in the order of the configuration.
     *
     * @param owner the first host that said 5
     */
    record Result(Optional<SharingHost> owner, List<SharingHost> inactiveAt, List<SharingHost> unusable) {
        Result {
            inactiveAt = List.copyOf(inactiveAt);
            unusable = List.copyOf(unusable);
        }
    }

    private HostPoll(AccountParts parts, EmailAddress address, Consumer<Result> done) {
        this.parts = parts;
        this.address = address;
        this.mailbox = address.withAsciiDomain().toString();
        this.done = done;
        lookup = parts.lookups().nextId();
    }

    /** Asks all of today's hosts; {@code done} is called once unless the poll is cancelled. */
    static HostPoll begin(AccountParts parts, EmailAddress address, Consumer<Result> done) {
        HostPoll poll = new HostPoll(parts, address, done);
        poll.ask(parts.hosts().get());
        return poll;
    }

    private void ask(List<SharingHost> hosts) {
        parts.effects().record(new SiteEvent.LookupStarted(lookup, address, LookupPurpose.CREATION));
        hosts.forEach(host -> asked.add(new Asked(host)));
        for (Asked one : asked) {
            parts.effects().record(new SiteEvent.HostAsked(lookup, one.host.name(), mailbox));
            one.exchange = parts.exchanges().ask(one.host, mailbox, answer -> answered(one, answer));
        }
        endIfKnown();
    }

    void cancel() {
        isOver = true;
        for (Asked one : asked) {
            if (one.answer.isEmpty()) {
                one.exchange.cancel();
            }
        }
    }

    private void answered(Asked one, HostAnswer answer) {
        one.answer = Optional.of(answer);
        int status = answer instanceof HostAnswer.Status given ? given.status().code() : -1;
        String cause = answer instanceof HostAnswer.None none ? none.text() : "";
        parts.effects().record(new SiteEvent.HostAnswered(lookup, one.host.name(), mailbox, status, cause));
        endIfKnown();
    }

    private void endIfKnown() {
        boolean isComplete = asked.stream().allMatch(one -> one.answer.isPresent());
        Optional<SharingHost> owner = who(MingerStatus.ACTIVE).stream().findFirst();
        if (isOver || (owner.isEmpty() && !isComplete)) {
            return;
        }
        cancel();
        List<SharingHost> inactiveAt = who(MingerStatus.CANNOT_RECEIVE);
        List<SharingHost> unusable = those(AskedHost::isUnusable);
        LookupResult result = owner.isPresent()
                ? LookupResult.FOUND
                : !unusable.isEmpty()
                        ? LookupResult.UNDETERMINED
                        : !inactiveAt.isEmpty() ? LookupResult.CANNOT_RECEIVE : LookupResult.NOT_FOUND;
        parts.effects()
                .record(new SiteEvent.LookupFinished(
                        lookup, address, result, owner.map(SharingHost::name).orElse("")));
        done.accept(new Result(owner, inactiveAt, unusable));
    }

    private List<SharingHost> who(MingerStatus status) {
        return those(host -> host.said(status));
    }

    private List<SharingHost> those(Predicate<AskedHost> kind) {
        return asked.stream()
                .map(Asked::report)
                .filter(kind)
                .map(AskedHost::host)
                .toList();
    }

    private static final class Asked {

        private final SharingHost host;
        private Inquiry exchange = Inquiry.ANSWERED;
        private Optional<HostAnswer> answer = Optional.empty();

        Asked(SharingHost host) {
            this.host = host;
        }

        AskedHost report() {
            return new AskedHost(host, answer, Instant.MAX, false);
        }
    }
}
