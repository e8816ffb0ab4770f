import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/** Sessions that send mail through any site to the users of all, again and again until each message is accepted. */
final class Load {

    private final Sites sites;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    final ConcurrentLinkedQueue<Note> notes = new ConcurrentLinkedQueue<>();
    final AtomicLong broken = new AtomicLong();

    Load(Sites sites, int sessions, long seed) {
        this.sites = sites;
        for (int i = 0; i < sessions; i++) {
            int number = i;
            Random random = new Random(seed * 1000 + i);
            threads.add(Thread.ofPlatform().daemon().start(() -> run(number, random)));
        }
    }

    /** No new messages; those under way are finished. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run(int session, Random random) {
        try {
            for (int number = 1; !stopping; number++) {
                Note note = new Note("<" + number + "." + session + "@load.test>", recipients(random));
                notes.add(note);
                byte[] message = message(note.id, random);
                while (!note.open().isEmpty()) {
                    attempt(note, message, random);
                }
                // Mostly a trickle, at times a burst.
                Thread.sleep(number % 200 < 20 ? 0 : 20 + random.nextInt(60));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Note note, byte[] message, Random random) throws InterruptedException {
        try (Session session = new Session(sites.smtp(random.nextInt(sites.names.size())))) {
            session.send(note, message);
        } catch (IOException e) {
            broken.incrementAndGet();
        }
        if (!note.open().isEmpty()) {
            Thread.sleep(50 + random.nextInt(200));
        }
    }

    private List<String> recipients(Random random) {
        List<String> all = new ArrayList<>(sites.users());
        List<String> chosen = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            chosen.add(all.remove(random.nextInt(all.size())));
        }
        return chosen;
    }

    /** With a checksum, so that the judge knows whether the body arrived as it left. */
    private static byte[] message(String id, Random random) {
        int size = random.nextInt(10) == 0 ? 60_000 + random.nextInt(200_000) : 100 + random.nextInt(8000);
        StringBuilder body = new StringBuilder();
        while (body.length() < size) {
            body.append(Long.toString(random.nextLong(), 36)).append(id).append("\r\n");
        }
        byte[] octets = body.toString().getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(octets);
        return ("Message-ID: " + id + "\r\nFrom: eve@elsewhere.test\r\nSubject: load\r\nX-Check: " + sum.getValue()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
