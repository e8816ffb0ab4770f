package org.dslab.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dslab.engine.octets.Octets;
import org.dslab.server.store.MemoryStore;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also under the contract of stores, as far as filing goes. */
class MaildirMailboxesTest implements StoreContract {

    @TempDir
    private Path folder = Path.of("replaced");

    @Override
    public Store open() {
        try {
            return new MemoryStore(new MaildirMailboxes(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Store crashed(Store store) {
        return store;
    }

    @Override
    public List<Octets> mailbox(Store store, String mailbox) {
        try (Stream<Path> files = Files.list(folder.resolve(mailbox).resolve("new"))) {
            return files.map(MaildirMailboxesTest::content).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Octets content(Path file) {
        try {
            return Octets.copyOf(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream message(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<Path> files(Path part) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            return files.toList();
        }
    }

    @Test
    void aMessageThatWasReadIsNotFiledAgainByALaterProcess() throws IOException {
        assertThat(new MaildirMailboxes(folder).file("akira@example.com", "k", message("one")))
                .isTrue();
        Path mailbox = folder.resolve("akira@example.com");
        Path filed = files(mailbox.resolve("new")).getFirst();
        Files.move(filed, mailbox.resolve("cur").resolve(filed.getFileName() + ":2,S"));
        MaildirMailboxes later = new MaildirMailboxes(folder);
        assertThat(later.file("akira@example.com", "k", message("one"))).isFalse();
        assertThat(later.file("akira@example.com", "other", message("two"))).isTrue();
        assertThat(files(mailbox.resolve("new"))).hasSize(1);
    }

    @Test
    void aMessageThatBreaksOffLeavesNothingAndCanBeFiledAgain() throws IOException {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> mailboxes.file("akira@example.com", "k", broken))
                .hasMessage("broken off");
        assertThat(files(folder.resolve("akira@example.com").resolve("tmp"))).isEmpty();
        assertThat(mailboxes.file("akira@example.com", "k", message("whole"))).isTrue();
    }

    @Test
    void whatADeadProcessWasWritingIsRemoved() throws IOException {
        new MaildirMailboxes(folder).file("akira@example.com", "k", message("one"));
        Path half = folder.resolve("akira@example.com").resolve("tmp").resolve("1.half.dslab");
        Files.writeString(half, "half");
        new MaildirMailboxes(folder).file("akira@example.com", "k2", message("two"));
        assertThat(half).doesNotExist();
    }

    @Test
    void noAddressLeavesTheFolderOrSharesAnothersMailbox() throws IOException {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder);
        List<String> addresses = List.of(
                "../evil@example.com",
                "\"a/b\"@example.com",
                "\"a%2fb\"@example.com",
                "%41kira@example.com",
                "..",
                "x".repeat(300) + "@example.com");
        for (String address : addresses) {
            mailboxes.file(address, "k", message(address));
        }
        try (Stream<Path> below = Files.list(folder)) {
            assertThat(below).hasSize(addresses.size());
        }
        assertThat(folder.resolveSibling("evil@example.com")).doesNotExist();
    }

    @Test
    void mailIsReadableByItsOwnerOnly() throws IOException {
        new MaildirMailboxes(folder.resolve("made")).file("akira@example.com", "k", message("one"));
        Path filed = files(folder.resolve("made/akira@example.com/new")).getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(filed)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))))
                .isEqualTo("rwx------");
    }

    /** DS-37: many at once, each key twice: every message is there exactly once. */
    @Test
    void manyMessagesAreFiledAtOnceAndEachOnce() throws Exception {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder);
        AtomicInteger filed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> filings = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String key = "k" + i / 2;
                filings.add(() -> {
                    boolean isNew = mailboxes.file("akira@example.com", key, message(key));
                    filed.addAndGet(isNew ? 1 : 0);
                    return isNew;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(filings)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseMessage("the message is being filed already");
                }
            }
        }
        assertThat(filed).hasValue(50);
        assertThat(files(folder.resolve("akira@example.com").resolve("new"))).hasSize(50);
        assertThat(files(folder.resolve("akira@example.com").resolve("tmp"))).isEmpty();
    }

    @Test
    void oneAddressInOtherCaseOrWithNeedlessQuotesIsOneMailbox() throws IOException {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder);
        mailboxes.file("Akira@Example.com", "k1", message("one"));
        mailboxes.file("\"akira\"@example.com", "k2", message("two"));
        assertThat(files(folder.resolve("akira@example.com").resolve("new"))).hasSize(2);
    }

    @Test
    void aMailboxThatIsRemovedWhileItIsInUseIsMadeAgain() throws IOException {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder);
        mailboxes.file("akira@example.com", "k1", message("one"));
        Files.move(folder.resolve("akira@example.com"), folder.resolve("moved-away"));
        assertThatThrownBy(() -> mailboxes.file("akira@example.com", "k2", message("two")))
                .hasMessageContaining("removed while it was in use");
        assertThat(mailboxes.file("akira@example.com", "k2", message("two"))).isTrue();
        assertThat(files(folder.resolve("akira@example.com").resolve("new"))).hasSize(1);
    }

    @Test
    void aMailboxThatWasNotUsedForLongStillKnowsItsKeys() throws IOException {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder, 2);
        mailboxes.file("akira@example.com", "k", message("one"));
        for (int i = 0; i < 3; i++) {
            mailboxes.file("user" + i + "@example.com", "k", message("one"));
        }
        assertThat(mailboxes.file("akira@example.com", "k", message("one"))).isFalse();
    }

    @Test
    void theMemoryForKeysIsBoundedAndKeepsTheNewest() {
        KeyMemory memory = new KeyMemory();
        for (int i = 0; i < KeyMemory.MOST + 10; i++) {
            memory.add(i, "key" + i);
        }
        assertThat(memory.size()).isEqualTo(KeyMemory.MOST);
        assertThat(memory.contains("key9")).isFalse();
        assertThat(memory.contains("key10")).isTrue();
        assertThat(memory.contains("key" + (KeyMemory.MOST + 9))).isTrue();
    }

    /** DS-37. */
    @Test
    void aMailboxThatIsBeingFiledIntoIsNotOpenedASecondTime() throws Exception {
        MaildirMailboxes mailboxes = new MaildirMailboxes(folder, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        InputStream slow = new SequenceInputStream(message("one"), new InputStream() {
            @Override
            public int read() throws IOException {
                begun.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        });
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> filing = thread.submit(() -> mailboxes.file("akira@example.com", "slow", slow));
            begun.await();
            mailboxes.file("botan@example.com", "k", message("two"));
            mailboxes.file("chie@example.com", "k", message("three"));
            // Opening it again would clear away what is half-written there.
            mailboxes.file("akira@example.com", "k", message("four"));
            mayEnd.countDown();
            assertThat(filing.get()).isTrue();
        }
        assertThat(files(folder.resolve("akira@example.com").resolve("new"))).hasSize(2);
    }
}
