package org.dslab.wire;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.history.Event;
import org.dslab.lab.record.MailboxEvents;
import org.dslab.server.store.Mailboxes;

/** The mailboxes of all sites of a lab, in one GreenMail, which can show them over IMAP. They outlive a site's crash. */
public final class LabMailboxes implements AutoCloseable {

    /** Every mailbox has this password. */
    public static final String PASSWORD = "lab";

    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_MILLIS = 10_000;
    private static final int MOST_MESSAGE_OCTETS = Integer.MAX_VALUE - 16;

    private final Managers greenMail = new Managers();
    private final Session session = Session.getInstance(new Properties());
    private final TreeMap<String, GreenMailUser> users = new TreeMap<>();
    private final Set<Integer> folderNames = new HashSet<>();
    private final Set<String> filed = new HashSet<>();
    private Optional<ImapServer> imap = Optional.empty();

    /** The IMAP login of a mailbox, {@code botan@example.com@osaka} for example. */
    public static String login(String mailbox, String site) {
        return (mailbox + "@" + site).toLowerCase(Locale.ROOT);
    }

    /** Makes a mailbox if there is none. */
    synchronized void create(String mailbox, String site) throws IOException {
        user(mailbox, site);
    }

    private GreenMailUser user(String mailbox, String site) throws IOException {
        String login = login(mailbox, site);
        GreenMailUser known = users.get(login);
        if (known != null) {
            return known;
        }
        // GreenMail names a folder by the hash of this text: two users must not share one.
        String unique = login;
        while (!folderNames.add(unique.hashCode())) {
            unique += "+";
        }
        try {
            GreenMailUser created = greenMail.getUserManager().createUser(unique, login, PASSWORD);
            users.put(login, created);
            return created;
        } catch (UserException e) {
            throw new IOException("mailbox " + login + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** What a site's store files into; what is new is told to {@code record} once GreenMail has it. */
    Mailboxes of(String site, Consumer<Event> record) {
        return (mailbox, key, message) -> file(site, mailbox, key, message, record);
    }

    private synchronized boolean file(
            String site, String mailbox, String key, InputStream message, Consumer<Event> record) throws IOException {
        String once = login(mailbox, site) + " " + key;
        if (filed.contains(once)) {
            return false;
        }
        byte[] octets = message.readNBytes(MOST_MESSAGE_OCTETS);
        try {
            user(mailbox, site).deliver(new MimeMessage(session, new ByteArrayInputStream(octets)));
        } catch (MessagingException | IllegalStateException e) {
            // The second is how GreenMail wraps whatever its store throws.
            throw new IOException("GreenMail did not take a message for " + mailbox + ": " + e.getMessage(), e);
        }
        filed.add(once);
        List<Event> events = MailboxEvents.of(mailbox, Octets.copyOf(octets));
        events.forEach(record);
        return true;
    }

    /** Where the mailboxes can be read over IMAP; the server is started at the first call. */
    public synchronized Endpoint imap() throws InterruptedException {
        if (imap.isEmpty()) {
            ImapServer starting = new ImapServer(new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP), greenMail);
            starting.startService();
            if (!starting.waitTillRunning(START_MILLIS)) {
                throw new IllegalStateException("GreenMail's IMAP server did not start within 10 s");
            }
            imap = Optional.of(starting);
        }
        return new Endpoint(LOOPBACK, imap.get().getPort());
    }

    @Override
    public synchronized void close() {
        imap.ifPresent(ImapServer::stopService);
        imap = Optional.empty();
    }
}
