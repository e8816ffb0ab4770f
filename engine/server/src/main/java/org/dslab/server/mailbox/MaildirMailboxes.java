package org.dslab.server.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.StoreException;

/** Durable mailboxes in the Maildir form, one folder for each address. A message is stored octet for octet, with CRLF. */
public final class MaildirMailboxes implements Mailboxes {

    private final Path folder;
    private final Map<String, Maildir> open = new TreeMap<>();

    /**
     * Creates the folder if it is missing.
     *
     * @throws IOException if that fails; the message names the folder
     */
    public MaildirMailboxes(Path folder) throws IOException {
        this.folder = folder;
        Maildir.createDurably(folder);
    }

    @Override
    public synchronized boolean file(String mailbox, String key, InputStream message) throws IOException {
        try {
            Maildir maildir = open.get(mailbox);
            if (maildir == null) {
                maildir = Maildir.open(folder.resolve(FolderNames.ofMailbox(mailbox)));
                open.put(mailbox, maildir);
            }
            return maildir.file(key, message);
        } catch (IOException e) {
            if (saysFull(e)) {
                throw new StoreException(CommitFailure.FULL, "no space for mailbox " + mailbox, e);
            }
            throw e;
        }
    }

    /** Neither the library nor its exceptions have a type for it; the words are the system's. */
    private static boolean saysFull(IOException e) {
        String text = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return text != null && (text.contains("No space left") || text.contains("quota exceeded"));
    }
}
