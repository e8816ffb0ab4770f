package org.dslab.server.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.StoreException;

/**
 * Durable mailboxes in the Maildir form, one folder for each address. A message is stored octet for octet, with CRLF.
 * Several may be filed at once.
 */
public final class MaildirMailboxes implements Mailboxes {

    private static final int MOST_OPEN = 1000;

    private final OpenMaildirs open;

    /**
     * Creates the folder if it is missing.
     *
     * @throws IOException if that fails; the message names the folder
     */
    public MaildirMailboxes(Path folder) throws IOException {
        this(folder, MOST_OPEN);
    }

    MaildirMailboxes(Path folder, int mostOpen) throws IOException {
        this.open = new OpenMaildirs(folder, mostOpen);
        Disk.createFolder(folder);
    }

    @Override
    public boolean file(String mailbox, String key, InputStream message) throws IOException {
        String name = FolderNames.ofMailbox(canonical(mailbox));
        try {
            Maildir maildir = open.take(name);
            boolean isOver = false;
            try {
                boolean isNew = maildir.file(key, message);
                isOver = true;
                return isNew;
            } finally {
                open.done(name, !isOver);
            }
        } catch (IOException e) {
            if (Disk.saysFull(e)) {
                throw new StoreException(CommitFailure.FULL, "no space for mailbox " + mailbox, e);
            }
            throw e;
        }
    }

    /** One account has one mailbox, in whatever case its address is written. */
    private static String canonical(String mailbox) {
        return EmailAddress.parse(mailbox).map(EmailAddress::key).orElse(mailbox);
    }
}
