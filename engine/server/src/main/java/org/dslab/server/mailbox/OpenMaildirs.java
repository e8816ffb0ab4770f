package org.dslab.server.mailbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The mailboxes that were used lately. One that is being filed into is neither forgotten nor opened a second time: opening
 * clears away what is half-written. Opening a mailbox with many messages takes long and keeps nobody from using others.
 */
final class OpenMaildirs {

    /** Of all mailboxes together, about 60 MB: some that get very much mail leave room for all others. */
    private static final int MOST_KEYS = 4 * KeyMemory.MOST;

    /** Opens the mailbox with this folder name. */
    interface Opener {
        Maildir open(String name) throws IOException;
    }

    private static final class Entry {
        private Optional<Maildir> maildir = Optional.empty();
        private int users = 1;
        private boolean isStale;

        boolean isUsable() {
            return maildir.isPresent() && !isStale;
        }

        int size() {
            return maildir.map(Maildir::size).orElse(0);
        }
    }

    private final Opener opener;
    private final int most;

    /** The one that was not used for longest first. */
    private final LinkedHashMap<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

    OpenMaildirs(Path folder, int most) {
        this(name -> Maildir.open(folder.resolve(name)), most);
    }

    OpenMaildirs(Opener opener, int most) {
        this.opener = opener;
        this.most = most;
    }

    /** The mailbox for one filing, after which {@link #done} must be called. */
    Maildir take(String name) throws IOException {
        Optional<Maildir> known = takeKnown(name);
        if (known.isPresent()) {
            return known.get();
        }
        boolean isOpen = false;
        try {
            Maildir maildir = opener.open(name);
            opened(name, maildir);
            isOpen = true;
            return maildir;
        } finally {
            if (!isOpen) {
                giveUp(name);
            }
        }
    }

    /** Empty if the caller is the one who must open it. */
    private synchronized Optional<Maildir> takeKnown(String name) throws InterruptedIOException {
        awaitOthers(name);
        Entry entry = open.get(name);
        if (entry == null) {
            open.put(name, new Entry());
            return Optional.empty();
        }
        entry.users++;
        return entry.maildir;
    }

    /**
     * While somebody opens a mailbox, or others are at work in one that one of them has found fault with, it is neither used
     * nor opened.
     */
    private synchronized void awaitOthers(String name) throws InterruptedIOException {
        try {
            for (Entry entry = open.get(name); entry != null && !entry.isUsable(); entry = open.get(name)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the mailbox was in use");
        }
    }

    private synchronized void opened(String name, Maildir maildir) {
        Entry entry = open.get(name);
        if (entry != null) {
            entry.maildir = Optional.of(maildir);
        }
        forgetSome();
        notifyAll();
    }

    private synchronized void giveUp(String name) {
        open.remove(name);
        notifyAll();
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
        long keys = open.values().stream().mapToLong(Entry::size).sum();
        Iterator<Entry> oldestFirst = open.values().iterator();
        while ((open.size() > most || keys > MOST_KEYS) && oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (entry.users == 0) {
                keys -= entry.size();
                oldestFirst.remove();
            }
        }
    }
}
