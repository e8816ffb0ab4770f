import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When each queue entry was offered and when it was durable, as the log of the site that took it says: to the microsecond. A
 * killed site loses the last lines of its log; then the whole second of the Received field counts.
 */
final class QueuedTimes {

    private static final Pattern RECIPIENT = Pattern.compile("^(\\S+Z) recipient-replied session=(\\d+) ");
    private static final Pattern QUEUED = Pattern.compile("^(\\S+Z) message-queued queue-id=(\\w+) ");
    private static final Pattern REPLIED = Pattern.compile("^\\S+Z message-replied session=(\\d+) queue-id=(\\w+) ");

    private final Map<String, Instant> offered = new TreeMap<>();
    private final Map<String, Instant> durable = new TreeMap<>();

    void read(Path log) throws IOException {
        Map<String, Instant> recipientBySession = new TreeMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.forEach(line -> {
                Matcher recipient = RECIPIENT.matcher(line);
                Matcher queued = QUEUED.matcher(line);
                Matcher replied = REPLIED.matcher(line);
                if (recipient.find()) {
                    recipientBySession.put(recipient.group(2), Instant.parse(recipient.group(1)));
                } else if (queued.find()) {
                    durable.put(queued.group(2), Instant.parse(queued.group(1)));
                } else if (replied.find() && recipientBySession.containsKey(replied.group(1))) {
                    offered.put(replied.group(2), recipientBySession.get(replied.group(1)));
                }
            });
        }
    }

    /**
     * When the sender of this copy was still alive: its RCPT was answered, and it sends the message after that. It may be
     * dead when the copy becomes durable, since the message can wait in the socket.
     */
    Instant senderAlive(Copy.Hop hop) {
        return offered.getOrDefault(hop.queueId(), hop.at());
    }

    /** The earliest moment at which the site can have made this copy durable. */
    Instant earliest(Copy.Hop hop) {
        return durable.getOrDefault(hop.queueId(), hop.at());
    }

    /** The latest. */
    Instant latest(Copy.Hop hop) {
        return durable.getOrDefault(hop.queueId(), hop.at().plusSeconds(1));
    }
}
