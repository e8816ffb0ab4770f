package org.dslab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.dslab.engine.network.Endpoint;
import org.dslab.history.Event;
import org.junit.jupiter.api.Test;

/** LAB-04: mailboxes of the wire world are real ones, to be read over IMAP. */
class LabMailboxesTest {

    private final List<Event> events = new ArrayList<>();

    private static InputStream message(String messageId) {
        String text = "From: <eve@elsewhere.test>\r\nSubject: hello\r\nMessage-ID: " + messageId + "\r\n\r\nHello\r\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> messageIds(LabMailboxes mailboxes, String mailbox, String site) throws Exception {
        Endpoint imap = mailboxes.imap();
        List<String> ids = new ArrayList<>();
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(imap.address(), imap.port(), LabMailboxes.login(mailbox, site), LabMailboxes.PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    ids.add(message.getHeader("Message-ID")[0]);
                }
            }
        }
        return ids;
    }

    /** DS-37: filing is idempotent per key, and what is recorded is what IMAP shows. */
    @Test
    void aMessageIsReadOverImapOnceHoweverOftenItIsFiled() throws Exception {
        try (LabMailboxes mailboxes = new LabMailboxes()) {
            var osaka = mailboxes.of("osaka", events::add);
            osaka.file("botan@example.com", "key1", message("<m1@lab.invalid>"));
            osaka.file("botan@example.com", "key1", message("<m1@lab.invalid>"));
            osaka.file("botan@example.com", "key2", message("<m2@lab.invalid>"));

            assertThat(messageIds(mailboxes, "botan@example.com", "osaka"))
                    .containsExactly("<m1@lab.invalid>", "<m2@lab.invalid>");
            assertThat(events)
                    .containsExactly(
                            new Event.MailboxReceived("botan@example.com", "<m1@lab.invalid>"),
                            new Event.MailboxReceived("botan@example.com", "<m2@lab.invalid>"));
        }
    }

    /** GreenMail names folders by a hash in which these two collide. */
    @Test
    void mailboxesWhoseNamesCollideAreApart() throws Exception {
        try (LabMailboxes mailboxes = new LabMailboxes()) {
            mailboxes.of("osaka", events::add).file("AaAa@s.example", "key", message("<m1@lab.invalid>"));
            mailboxes.of("osaka", events::add).file("BBBB@s.example", "key", message("<m2@lab.invalid>"));
            mailboxes.of("tokyo", events::add).file("BBBB@s.example", "key", message("<m3@lab.invalid>"));

            assertThat(messageIds(mailboxes, "AaAa@s.example", "osaka")).containsExactly("<m1@lab.invalid>");
            assertThat(messageIds(mailboxes, "BBBB@s.example", "osaka")).containsExactly("<m2@lab.invalid>");
            assertThat(messageIds(mailboxes, "BBBB@s.example", "tokyo")).containsExactly("<m3@lab.invalid>");
        }
    }
}
