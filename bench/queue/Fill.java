import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredHost;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.server.sqlite.SqliteStore;

/**
 * Fills a spool with messages that wait for one host.
 *
 * <p>usage: java Fill SPOOL MESSAGES HOST PORT
 */
public final class Fill {

    private static final int GROUP = 500;

    public static void main(String[] args) throws Exception {
        int messages = Integer.parseInt(args[1]);
        HostPort host = new HostPort(args[2], Integer.parseInt(args[3]));
        Random random = new Random(1);
        Instant now = Instant.now();
        try (SqliteStore store = SqliteStore.open(Path.of(args[0]), (mailbox, key, message) -> true)) {
            store.recover();
            SharingHost dead = new SharingHost(
                    host, Optional.of("dead"), 4069, Optional.empty(), MingerTransport.UDP, List.of(), false);
            store.commit(List.of(List.of(
                    new Change.AccountStored(new Account(EmailAddress.of("akira@example.com"), AccountState.ACTIVE)),
                    new Change.HostStored(new StoredHost(1, dead)))));
            List<List<Change>> group = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                long body = random.nextLong() >>> 1;
                Octets octets = Octets.latin1("Message-ID: <" + i + "@load.test>\r\nSubject: waits\r\n\r\n"
                        + ("x".repeat(78) + "\r\n").repeat(1 + random.nextInt(100)));
                store.appendBody(body, octets);
                group.add(List.of(new Change.MessageStored(message(i, body, octets.length(), host, now, random))));
                if (group.size() == GROUP || i == messages - 1) {
                    store.commit(group);
                    group.clear();
                }
            }
        }
    }

    private static StoredMessage message(int i, long body, long size, HostPort host, Instant now, Random random) {
        StoredRecipient recipient = new StoredRecipient(
                EmailAddress.of("user" + i % 1000 + "@example.com"),
                new Route.Shared(host),
                1,
                now,
                "4.4.1 connection refused",
                Optional.empty());
        return new StoredMessage(
                Long.toString(random.nextLong() >>> 1, 36),
                "eve" + i + "@elsewhere.test",
                List.of(recipient),
                "<" + i + "@load.test>",
                Octets.latin1("Received: from load.test ([192.0.2.1])\r\n\tby mx.bench.example.com with ESMTP id " + i
                        + ";\r\n\tThu, 1 Jan 2026 00:00:00 +0000\r\n"),
                body,
                size,
                1,
                false,
                false,
                now,
                false);
    }
}
