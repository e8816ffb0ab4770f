import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** DS-37 from what the mailboxes hold and what the load was promised. */
final class Judge {

    private final Sites sites;
    private final Map<String, Note> notes = new TreeMap<>();
    private final Map<Path, Copy> copies = new TreeMap<>();
    private final QueuedTimes times = new QueuedTimes();
    final List<String> findings = new ArrayList<>();

    /** Why a queue entry was handed over twice, a line each. */
    final List<String> causes = new ArrayList<>();

    int resent;
    int transferredTwice;

    Judge(Sites sites, Iterable<Note> sent) {
        this.sites = sites;
        sent.forEach(note -> notes.put(note.id, note));
    }

    int copies() {
        return copies.size();
    }

    /** Reads what is new; returns how many promised copies are not there yet. */
    int missing() throws IOException {
        TreeSet<String> there = new TreeSet<>();
        for (String user : sites.users()) {
            Path folder = sites.mailbox(user).resolve("new");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        if (!copies.containsKey(file)) {
                            copies.put(file, Copy.read(file));
                        }
                    }
                }
            }
        }
        copies.values().forEach(copy -> there.add(key(copy.messageId(), copy.recipient())));
        int missing = 0;
        for (Note note : notes.values()) {
            for (String recipient : note.accepted) {
                missing += there.contains(key(note.id, recipient)) ? 0 : 1;
            }
        }
        return missing;
    }

    private static String key(String id, String recipient) {
        return id + " " + recipient;
    }

    void judge() throws IOException {
        for (String site : sites.names) {
            times.read(sites.log(site));
        }
        Map<String, List<Copy>> byKey = new TreeMap<>();
        copies.forEach((file, copy) -> {
            Note note = notes.get(copy.messageId());
            boolean inItsMailbox = file.startsWith(sites.mailbox(copy.recipient()));
            if (note == null || !note.offered.contains(copy.recipient()) || !inItsMailbox) {
                findings.add("invented: " + file + " has " + copy);
            } else if (!copy.isWhole()) {
                findings.add("damaged: " + file);
            } else {
                byKey.computeIfAbsent(key(copy.messageId(), copy.recipient()), key -> new ArrayList<>())
                        .add(copy);
            }
        });
        for (Note note : notes.values()) {
            note.refusals.forEach(reply -> findings.add("refused for good: " + note.id + " " + reply));
            for (String recipient : note.accepted) {
                if (!byKey.containsKey(key(note.id, recipient))) {
                    findings.add("LOST: " + note.id + " for " + recipient);
                }
            }
        }
        byKey.values().stream().filter(same -> same.size() > 1).forEach(this::judgeDuplicates);
    }

    private void judgeDuplicates(List<Copy> same) {
        same.sort(Comparator.comparing(copy -> times.earliest(copy.last())));
        Copy first = same.getFirst();
        Map<String, List<Copy>> byEntry = new TreeMap<>();
        TreeSet<String> filings = new TreeSet<>();
        for (Copy copy : same) {
            byEntry.computeIfAbsent(copy.entry().queueId(), id -> new ArrayList<>())
                    .add(copy);
            if (!filings.add(copy.last().queueId())) {
                findings.add("filed twice: " + copy);
            }
        }
        int extra = byEntry.size() - 1;
        int cuts = notes.get(first.messageId()).cuts.getOrDefault(first.recipient(), 0);
        if (extra > cuts) {
            findings.add("accepted " + byEntry.size() + " times, but only " + cuts + " sessions were cut: " + same);
        }
        resent += extra;
        for (List<Copy> transferred : byEntry.values()) {
            for (int i = 1; i < transferred.size(); i++) {
                judgeTransfer(transferred.get(i - 1), transferred.get(i));
            }
        }
    }

    /**
     * One queue entry that was handed over twice, for one of two reasons: the site that took the first copy was killed before
     * it took the second, and its final reply was lost; or the site that sent it was killed before it had recorded that reply.
     */
    private void judgeTransfer(Copy one, Copy other) {
        Instant to = times.latest(other.last());
        Optional<Killing> cause = killed(one.last().site(), times.earliest(one.last()), to)
                .or(() -> killed(one.entry().site(), times.senderAlive(one.last()), to));
        String words = one.messageId() + " for " + one.recipient() + " from "
                + one.entry().site() + ", taken by " + one.last().site() + " as "
                + one.last().queueId() + " at " + times.earliest(one.last()) + " and as "
                + other.last().queueId() + " at " + to;
        if (cause.isPresent()) {
            transferredTwice++;
            causes.add(words + ": " + cause.get());
        } else {
            findings.add("handed over twice without a kill in between: " + words);
        }
    }

    private Optional<Killing> killed(String site, Instant from, Instant to) {
        return sites.kills.stream()
                .filter(kill -> kill.site().equals(site) && kill.isWithin(from, to))
                .findFirst();
    }
}
