package org.dslab.server.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a file has changed, by looking at it twice a second: that works on every file system, and for files that are
 * replaced by a rename. A change is told when it is over, that is when the file has been the same for one more look.
 */
public final class FileWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private record Look(long modified, long size, String key) {}

    private final Path file;
    private final Runnable changed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Look> told;

    /**
     * Begins to watch.
     *
     * @param changed called on a thread of the watch's own, also when the file is gone; the first time soon after the
     *     start, since the file may have changed after it was read and before it was watched
     */
    public FileWatch(Path file, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.told = Optional.of(new Look(-1, -1, ""));
        this.thread = Thread.ofPlatform().name("dslab watch").daemon().start(this::watch);
    }

    private void watch() {
        Optional<Look> last = told;
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<Look> now = look();
                if (now.equals(last) && !now.equals(told)) {
                    told = now;
                    changed.run();
                }
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Look> look() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Look(
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size(),
                    String.valueOf(attributes.fileKey())));
        } catch (IOException e) {
            // Not there, or not to be read: whoever reads it will say so.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
