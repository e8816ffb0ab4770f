package org.dslab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * A list post is distributed once at each site that has the list (DS-81, DS-84): to every member of that site's roster and
 * nobody else, not again within five days, and not on to other sites if it came as a copy. A site that took another's copy
 * has distributed the post, by this copy or before.
 */
final class ListPostsOncePerMember implements Checker {

    private static final Duration REMEMBERED = Duration.ofDays(5);

    /** A post of a list at a site. */
    private record Post(String site, String list, String messageId) implements Comparable<Post> {
        @Override
        public int compareTo(Post that) {
            return toString().compareTo(that.toString());
        }
    }

    @Override
    public String name() {
        return "list-posts-once-per-member";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-80", "DS-81", "DS-84");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        TreeMap<Post, Entry> distributed = new TreeMap<>();
        TreeMap<String, List<Entry>> rosters = new TreeMap<>();
        TreeMap<String, Entry> expansions = new TreeMap<>();
        List<Entry> copies = new ArrayList<>();
        TreeSet<String> lists = new TreeSet<>();
        int posts = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.ListStored stored -> {
                    lists.add(Addresses.key(stored.list()));
                    rosters.computeIfAbsent(entry.node() + " " + Addresses.key(stored.list()), any -> new ArrayList<>())
                            .add(entry);
                }
                case Event.PostDistributed post -> {
                    posts++;
                    judgeRepeat(entry, post, distributed, findings);
                    judgeMembers(entry, post, rosters, findings);
                    if (!post.from().isEmpty() && !post.hosts().isEmpty()) {
                        findings.violation(
                                entry.node() + " shares " + post.messageId() + " on, which is a copy of " + post.from(),
                                entry.number());
                    }
                    if (!post.expansion().isEmpty()) {
                        expansions.put(entry.node() + " " + post.expansion(), entry);
                    }
                }
                case Event.MessageQueued queued -> {
                    Entry expanded = expansions.remove(entry.node() + " " + queued.queueId());
                    if (expanded != null) {
                        judgeExpansion(expanded, entry, queued, findings);
                    }
                }
                case Event.RecipientDelivered delivered
                when delivered.kind().equals("sharing-host")
                        && lists.contains(Addresses.key(delivered.recipient()))
                        && facts.site(delivered.target()).isPresent() -> copies.add(entry);
                default -> {}
            }
        }
        expansions
                .values()
                .forEach(entry -> findings.violation(
                        entry.node() + " has no message for the members of the list in its queue", entry.number()));
        copies.forEach(copy -> judgeCopy(copy, distributed, findings));
        return findings.verdicts(
                Findings.count(posts, "list post went", "list posts went") + " to every member of its site once");
    }

    private static void judgeRepeat(
            Entry entry, Event.PostDistributed post, Map<Post, Entry> distributed, Findings findings) {
        Post key = new Post(entry.node(), Addresses.key(post.list()), post.messageId());
        Entry earlier = distributed.put(key, entry);
        Instant end = earlier == null ? Instant.MIN : earlier.at().plus(REMEMBERED);
        if (earlier != null && entry.at().isBefore(end)) {
            findings.violation(
                    entry.node() + " distributes " + post.messageId() + " of the list " + post.list() + " twice",
                    earlier.number(),
                    entry.number());
        }
    }

    private static void judgeMembers(
            Entry entry, Event.PostDistributed post, Map<String, List<Entry>> rosters, Findings findings) {
        List<Entry> stored = rosters.getOrDefault(entry.node() + " " + Addresses.key(post.list()), List.of());
        if (stored.isEmpty()
                || !(stored.getLast().event() instanceof Event.ListStored list)
                || !keys(list.members()).equals(keys(post.members()))) {
            findings.violation(
                    entry.node() + " distributes " + post.messageId() + " to others than the members of its list "
                            + post.list(),
                    entry.number());
        }
    }

    private static void judgeExpansion(Entry post, Entry queued, Event.MessageQueued expansion, Findings findings) {
        if (post.event() instanceof Event.PostDistributed distributed
                && !keys(distributed.members()).equals(keys(expansion.recipients()))) {
            findings.violation(
                    queued.node() + " sends " + distributed.messageId() + " to others than the members of its list "
                            + distributed.list(),
                    post.number(),
                    queued.number());
        }
    }

    private static void judgeCopy(Entry copy, Map<Post, Entry> distributed, Findings findings) {
        if (copy.event() instanceof Event.RecipientDelivered delivered
                && !distributed.containsKey(
                        new Post(delivered.target(), Addresses.key(delivered.recipient()), delivered.messageId()))) {
            findings.violation(
                    delivered.target() + " took the copy of " + delivered.messageId() + " for the list "
                            + delivered.recipient() + " and has not distributed it",
                    copy.number());
        }
    }

    private static List<String> keys(List<String> addresses) {
        return addresses.stream().map(Addresses::key).sorted().toList();
    }
}
