package org.dslab.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mailboxes with much mail are no trouble for the others. */
@Timeout(60)
class OpenMaildirsTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final List<String> opened = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Maildir open(String name) throws IOException {
        opened.add(name);
        KeyMemory memory = new KeyMemory();
        int messages = name.startsWith("big") ? KeyMemory.MOST : 1;
        for (int i = 0; i < messages; i++) {
            memory.add(i, "key" + i);
        }
        return Maildir.open(folder.resolve(name), memory);
    }

    private static void use(OpenMaildirs maildirs, String... names) throws IOException {
        for (String name : names) {
            maildirs.take(name);
            maildirs.done(name, false);
        }
    }

    @Test
    void aMailboxWithVeryManyMessagesIsKeptAndSoAreTheOthers() throws IOException {
        OpenMaildirs maildirs = new OpenMaildirs(this::open, 1000);
        for (int i = 0; i < 3; i++) {
            use(maildirs, "a", "big", "b");
        }
        assertThat(opened).containsExactly("a", "big", "b");
    }

    @Test
    void allTogetherHaveALimitAndThoseThatWereNotUsedForLongestAreForgotten() throws IOException {
        OpenMaildirs maildirs = new OpenMaildirs(this::open, 1000);
        use(maildirs, "big1", "big2", "big3", "big4", "big5", "big2", "big1");
        assertThat(opened).containsExactly("big1", "big2", "big3", "big4", "big5", "big1");
    }

    @Test
    void othersAreUsedWhileOneIsBeingOpened() throws Exception {
        CountDownLatch isOpening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        OpenMaildirs maildirs = new OpenMaildirs(
                name -> {
                    if (name.equals("slow")) {
                        isOpening.countDown();
                        awaitUninterruptibly(mayOpen);
                    }
                    return open(name);
                },
                1);
        CompletableFuture<Maildir> slow = CompletableFuture.supplyAsync(() -> take(maildirs, "slow"), threads);
        isOpening.await();
        CompletableFuture<Maildir> again = CompletableFuture.supplyAsync(() -> take(maildirs, "slow"), threads);
        CompletableFuture<Maildir> others = CompletableFuture.supplyAsync(
                () -> {
                    take(maildirs, "quick");
                    maildirs.done("quick", false);
                    return take(maildirs, "other");
                },
                threads);
        try {
            others.get(20, TimeUnit.SECONDS);
            assertThat(slow).isNotDone();
            assertThat(again).isNotDone();
        } finally {
            mayOpen.countDown();
        }
        assertThat(slow.join()).isSameAs(again.join());
        assertThat(opened).containsExactly("quick", "other", "slow");
    }

    @Test
    void afterAnOpeningThatFailedTheNextTriesAgain() throws IOException {
        OpenMaildirs maildirs = new OpenMaildirs(
                name -> {
                    if (opened.isEmpty()) {
                        opened.add("failed");
                        throw new IOException("no such luck");
                    }
                    return open(name);
                },
                1);
        assertThatThrownBy(() -> maildirs.take("a")).hasMessage("no such luck");
        use(maildirs, "a");
        assertThat(opened).containsExactly("failed", "a");
    }

    private static Maildir take(OpenMaildirs maildirs, String name) {
        try {
            return maildirs.take(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
