import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the load knows of one message. Guarded by itself: its session writes, the judge reads at the end. */
final class Note {

    final String id;
    final List<String> recipients;

    /** Recipients whose copy was promised: the 250 after the final dot was read. */
    final TreeSet<String> accepted = new TreeSet<>();

    /** Recipients for whom the final dot was sent at least once. */
    final TreeSet<String> offered = new TreeSet<>();

    /** How often the connection broke between the final dot and its reply, by recipient. */
    final TreeMap<String, Integer> cuts = new TreeMap<>();

    /** Replies 5xx, which nobody has deserved here. */
    final List<String> refusals = new ArrayList<>();

    Note(String id, List<String> recipients) {
        this.id = id;
        this.recipients = recipients;
    }

    synchronized List<String> open() {
        return recipients.stream().filter(recipient -> !accepted.contains(recipient)).toList();
    }

    synchronized void offered(List<String> to) {
        offered.addAll(to);
    }

    synchronized void accepted(List<String> by) {
        accepted.addAll(by);
    }

    synchronized void cut(List<String> to) {
        to.forEach(recipient -> cuts.merge(recipient, 1, Integer::sum));
    }

    synchronized void refused(String reply) {
        refusals.add(reply);
    }
}
