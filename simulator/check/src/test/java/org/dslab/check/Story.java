package org.dslab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.SiteFacts;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/**
 * A history written by hand: tokyo (akira) and osaka (botan) share example.com, and eve writes from outside. Methods add
 * what usually happens together; {@link #at} adds anything else.
 */
final class Story {

    static final String AKIRA = "akira@example.com";
    static final String BOTAN = "botan@example.com";
    static final String M1 = "<m1@lab.invalid>";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private Instant now = START;
    private int attempts;

    /** Both sites are up. */
    static Story begin() {
        return new Story()
                .at("tokyo", new Event.SiteStarted(List.of(AKIRA), 0))
                .at("osaka", new Event.SiteStarted(List.of(BOTAN), 0));
    }

    static SiteFacts site(String... hosts) {
        return new SiteFacts(true, true, true, Duration.ofDays(5), List.of(hosts));
    }

    static Facts facts() {
        return facts(site("osaka"), site("tokyo"));
    }

    static Facts facts(SiteFacts tokyo, SiteFacts osaka) {
        TreeMap<String, SiteFacts> sites = new TreeMap<>();
        sites.put("tokyo", tokyo);
        sites.put("osaka", osaka);
        return new Facts("example.com", sites);
    }

    Story at(String node, Event event) {
        entries.add(new Entry(entries.size() + 1L, now, node, event));
        return this;
    }

    Story later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Instant now() {
        return now;
    }

    /** The number of the latest entry. */
    long last() {
        return entries.size();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** A lookup that one host answers, and its result. */
    Story lookup(String site, long id, String address, String purpose, String host, int status, String result) {
        return at(site, new Event.LookupStarted(id, address, purpose))
                .at(site, new Event.HostAsked(id, host, address))
                .at(site, new Event.HostAnswered(id, host, address, status, status < 0 ? "no answer in time" : ""))
                .at(site, new Event.LookupFinished(id, address, result, result.equals("found") ? host : ""));
    }

    Story recipientReplied(String site, String recipient, int code, String by) {
        return at(site, new Event.RecipientReplied(-1, recipient, code, "text", by));
    }

    Story submitted(String via, String... to) {
        return at("lab", new Event.Submitted("m1", M1, "eve@elsewhere.test", List.of(to), via));
    }

    /** One more attempt of the sender. */
    Story senderTold(String recipient, String stage, int code) {
        attempts++;
        return at("outside", new Event.SubmissionReplied("m1", M1, attempts, recipient, stage, code, "text"));
    }

    Story queued(String site, String queueId, String... recipients) {
        return at(site, new Event.MessageQueued(queueId, M1, "eve@elsewhere.test", List.of(recipients)));
    }

    Story filed(String site, String queueId, String recipient, String mailbox) {
        return at(site, new Event.Filed(queueId, M1, recipient, mailbox))
                .at(site, new Event.MailboxReceived(mailbox, M1));
    }

    Story passedOn(String site, String queueId, String recipient, String target) {
        return at(site, new Event.RecipientDelivered(queueId, M1, recipient, "sharing-host", target));
    }

    Story done(String site, String queueId) {
        return at(site, new Event.MessageDone(queueId));
    }

    /** The verdicts of one checker. */
    List<Verdict> judgedBy(Checker checker, Facts facts) {
        return checker.judge(entries(), facts);
    }

    static Verdict only(List<Verdict> verdicts, Outcome outcome) {
        if (verdicts.size() != 1 || verdicts.getFirst().outcome() != outcome) {
            throw new AssertionError("expected one verdict, " + outcome + ", but there are " + verdicts);
        }
        return verdicts.getFirst();
    }
}
