package org.dslab.server.mailbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * The mailboxes that were used lately. One that is being filed into is neither forgotten nor opened a second time: opening
 * clears away what is half-written.
 */
final class OpenMaildirs {

    private static final class Entry {
        private final Maildir maildir;
        private int users;
        private boolean isStale;

        Entry(Maildir maildir) {
            this.maildir = maildir;
        }
    }

    private final Path folder;
    private final int most;

    /** The one that was not used for longest first. */
    private final LinkedHashMap<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

    OpenMaildirs(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /** The mailbox for one filing, after which {@link #done} must be called. */
    synchronized Maildir take(String name) throws IOException {
        awaitOthers(name);
        Entry entry = open.get(name);
        if (entry == null) {
            entry = new Entry(Maildir.open(folder.resolve(name)));
            open.put(name, entry);
            entry.users++;
            forgetSome();
        } else {
            entry.users++;
        }
        return entry.maildir;
    }

    /** While others are at work in a mailbox that one of them has found fault with, it is neither used nor opened. */
    private synchronized void awaitOthers(String name) throws InterruptedIOException {
        try {
            for (Entry entry = open.get(name); entry != null && entry.isStale; entry = open.get(name)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the mailbox was in use");
        }
    }

    /** A filing is over; after one that failed the next one begins with what is on the disk. */
    synchronized void done(String name, boolean failed) {
        Entry entry = open.get(name);
        if (entry != null) {
            entry.users--;
            entry.isStale |= failed;
            if (entry.isStale && entry.users == 0) {
                open.remove(name);
                notifyAll();
            }
        }
    }

    /** What is forgotten is read from the disk again at its next use. */
    private void forgetSome() {
        long keys =
                open.values().stream().mapToLong(entry -> entry.maildir.size()).sum();
        Iterator<Entry> oldestFirst = open.values().iterator();
        while ((open.size() > most || keys > KeyMemory.MOST) && oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (entry.users == 0) {
                keys -= entry.maildir.size();
                oldestFirst.remove();
            }
        }
    }
}
