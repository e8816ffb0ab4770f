import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One file of a mailbox.
 *
 * @param hops its Received fields, the last one first
 * @param isWhole the body has the checksum that it left with
 */
record Copy(String messageId, String recipient, List<Hop> hops, boolean isWhole) {

    /** By which site, under which queue id, and when. */
    record Hop(String site, String queueId, Instant at) {}

    private static final Pattern RECEIVED = Pattern.compile(
            "^Received: [^\r]*\r\n\tby mx\\.(\\w+)\\.example\\.com with \\w+ id (\\w+);\r\n\t([^\r]*)\r$",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    static Copy read(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end + 2);
        List<Hop> hops = new ArrayList<>();
        Matcher received = RECEIVED.matcher(head);
        while (received.find()) {
            hops.add(new Hop(
                    received.group(1),
                    received.group(2),
                    DateTimeFormatter.RFC_1123_DATE_TIME
                            .withLocale(Locale.ROOT)
                            .parse(received.group(3), Instant::from)));
        }
        CRC32 sum = new CRC32();
        sum.update(octets, end + 4, Math.max(0, octets.length - end - 4));
        return new Copy(
                field(head, "Message-ID"),
                field(head, "Delivered-To"),
                hops,
                end > 0 && field(head, "X-Check").equals(Long.toString(sum.getValue())));
    }

    private static String field(String head, String name) {
        Matcher matcher = Pattern.compile("^" + name + ": ([^\r]*)\r$", Pattern.MULTILINE | Pattern.UNIX_LINES).matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    Hop last() {
        return hops.getFirst();
    }

    /** Where it entered the sites. */
    Hop entry() {
        return hops.getLast();
    }
}
