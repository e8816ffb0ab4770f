import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** When each queue entry was durable, as the sites' logs say: to the microsecond. */
final class QueuedTimes {

    private static final Pattern QUEUED = Pattern.compile("^(\\S+Z) message-queued queue-id=(\\w+) ");

    private final Map<String, Instant> byQueueId = new TreeMap<>();

    void read(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            lines.map(QUEUED::matcher)
                    .filter(Matcher::find)
                    .forEach(line -> byQueueId.put(line.group(2), Instant.parse(line.group(1))));
        }
    }

    /** The earliest moment at which the site can have taken this copy. */
    Instant earliest(Copy.Hop hop) {
        return byQueueId.getOrDefault(hop.queueId(), hop.at());
    }

    /** The latest. A killed site loses the last lines of its log; then the whole second of its Received field counts. */
    Instant latest(Copy.Hop hop) {
        return byQueueId.getOrDefault(hop.queueId(), hop.at().plusSeconds(1));
    }
}
