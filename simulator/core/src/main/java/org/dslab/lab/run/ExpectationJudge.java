package org.dslab.lab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dslab.engine.address.EmailAddress;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Verdict;
import org.dslab.lab.scenario.Expectation;
import org.dslab.lab.scenario.PlacedStep;

/** Judges one expectation from the history so far: a pure function. */
final class ExpectationJudge {

    private final History history;
    private final List<String> requirements;

    ExpectationJudge(List<Entry> entries, List<String> requirements) {
        history = new History(entries);
        this.requirements = List.copyOf(requirements);
    }

    /** What was found: whether it is as expected, in words, and the entries that show it. */
    private record Finding(boolean holds, String seen, List<Entry> evidence) {}

    Verdict judge(Expectation expectation, PlacedStep placed) {
        Finding finding = switch (expectation) {
            case Expectation.Reply reply -> reply(reply);
            case Expectation.Delivered delivered -> delivered(delivered);
            case Expectation.Queued queued -> queued(queued);
            case Expectation.Bounced bounced -> bounced(bounced);
            case Expectation.AtSmartHost at -> received("smart-host", "the smart host", at.mail(), at.times());
            case Expectation.AtOutside at -> received("foreign", "the outside", at.mail(), at.times());
            case Expectation.Lookups lookups -> lookups(lookups);
            case Expectation.Owned owned -> owned(owned);
        };
        return new Verdict(
                finding.holds() ? Verdict.Outcome.HOLDS : Verdict.Outcome.FAILED,
                placed.text(),
                placed.line(),
                requirements,
                finding.seen(),
                History.numbers(finding.evidence()));
    }

    private Finding reply(Expectation.Reply expected) {
        LinkedHashMap<String, Entry> last = new LinkedHashMap<>();
        for (Entry entry :
                history.of(Event.SubmissionReplied.class, reply -> reply.mail().equals(expected.mail()))) {
            Event.SubmissionReplied reply = (Event.SubmissionReplied) entry.event();
            boolean isAsked = expected.recipient()
                    .map(recipient -> History.isSame(recipient, reply.recipient()))
                    .orElse(true);
            if (isAsked) {
                last.put(History.key(reply.recipient()), entry);
            }
        }
        if (last.isEmpty()) {
            return new Finding(false, "its sender has not been told anything", List.of());
        }
        List<String> untold = expected.recipient().isPresent()
                ? List.of()
                : history.recipientsOf(expected.mail()).stream()
                        .filter(recipient -> !last.containsKey(History.key(recipient)))
                        .toList();
        List<String> seen = new ArrayList<>();
        untold.forEach(recipient -> seen.add("nothing for " + recipient));
        boolean holds = untold.isEmpty();
        for (Map.Entry<String, Entry> recipient : last.entrySet()) {
            Event.SubmissionReplied reply =
                    (Event.SubmissionReplied) recipient.getValue().event();
            holds &= reply.code() == expected.code()
                    && expected.enhanced()
                            .map(enhanced -> reply.text().startsWith(enhanced + " "))
                            .orElse(true);
            seen.add((reply.code() == 0 ? "no reply (" + reply.text() + ")" : reply.code() + " " + reply.text())
                    + " for " + reply.recipient());
        }
        return new Finding(holds, "the sender was told " + String.join("; ", seen), List.copyOf(last.values()));
    }

    private Finding delivered(Expectation.Delivered expected) {
        String messageId = History.messageId(expected.mail());
        List<Entry> copies =
                history.of(Event.MailboxReceived.class, copy -> copy.messageId().equals(messageId));
        List<Entry> here = copies.stream()
                .filter(entry -> entry.node().equals(expected.site())
                        && History.isSame(
                                ((Event.MailboxReceived) entry.event()).mailbox(),
                                expected.mailbox().toString()))
                .toList();
        List<String> elsewhere = copies.stream()
                .filter(entry -> !here.contains(entry))
                .map(entry -> ((Event.MailboxReceived) entry.event()).mailbox() + " at " + entry.node())
                .toList();
        String seen = times(here.size()) + " in the mailbox of " + expected.mailbox() + " at " + expected.site()
                + (elsewhere.isEmpty() ? "" : "; also in " + String.join(", ", elsewhere));
        return counted(expected.times(), here, seen);
    }

    private Finding queued(Expectation.Queued expected) {
        Map<String, Entry> waiting = history.queuedAt(History.messageId(expected.mail()));
        String seen = waiting.isEmpty() ? "it waits nowhere" : "it waits at " + String.join(", ", waiting.keySet());
        boolean holds = List.copyOf(waiting.keySet())
                .equals(expected.sites().stream().sorted().distinct().toList());
        return new Finding(holds, seen, List.copyOf(waiting.values()));
    }

    private Finding bounced(Expectation.Bounced expected) {
        String messageId = History.messageId(expected.mail());
        List<Entry> notifications = history.of(
                Event.NotificationReceived.class, told -> told.aboutMessageId().equals(messageId));
        String seen = notifications.isEmpty()
                ? "its sender has got no notification"
                : "its sender has got a notification " + times(notifications.size());
        return new Finding(expected.bounced() == !notifications.isEmpty(), seen, notifications);
    }

    private Finding received(String role, String place, String mail, Expectation.Count expected) {
        String messageId = History.messageId(mail);
        List<Entry> arrivals = history.of(
                Event.OutsideReceived.class,
                arrival -> arrival.role().equals(role) && arrival.messageId().equals(messageId));
        return counted(expected, arrivals, "it came to " + place + " " + times(arrivals.size()));
    }

    private Finding lookups(Expectation.Lookups expected) {
        EmailAddress address = expected.address();
        List<Entry> begun =
                history
                        .of(Event.LookupStarted.class, lookup -> History.isSame(lookup.address(), address.toString()))
                        .stream()
                        .filter(entry -> entry.node().equals(expected.site()))
                        .toList();
        String seen = expected.site() + " has looked " + address + " up " + times(begun.size());
        return counted(expected.times(), begun, seen);
    }

    private Finding owned(Expectation.Owned expected) {
        Map<String, Entry> owners = history.owners(expected.address().toString());
        String seen = owners.isEmpty()
                ? "it is an account of no site"
                : "it is an account of " + String.join(" and ", owners.keySet());
        boolean holds = List.copyOf(owners.keySet())
                .equals(expected.sites().stream().sorted().distinct().toList());
        return new Finding(holds, seen, List.copyOf(owners.values()));
    }

    private static Finding counted(Expectation.Count expected, List<Entry> found, String seen) {
        boolean holds = expected.admits(found.size());
        return new Finding(holds, holds ? seen : seen + ", not " + expected, found);
    }

    private static String times(int count) {
        return Expectation.Count.exactly(count).toString();
    }
}
