import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;

/**
 * Administrators who create accounts, several of them the same one at the same moment at different sites (DS-43), while sites
 * are killed. Whoever is told "done" has an account that nobody else has, and keeps it.
 */
final class Creations {

    /** So many attempts in a row, by whichever administrator, are for one address. */
    private static final int ATTEMPTS_EACH = 6;

    private final Sites sites;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean stopping;

    private final ConcurrentLinkedQueue<Created> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** An address, and the site that said it has it now. */
    private record Created(String address, String site) {}

    Creations(Sites sites, int administrators, long seed) {
        this.sites = sites;
        for (int i = 0; i < administrators; i++) {
            Random random = new Random(seed * 1000 + 500 + i);
            threads.add(Thread.ofPlatform().daemon().start(() -> run(random)));
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void run(Random random) {
        try {
            while (!stopping) {
                String address = "race" + attempts.getAndIncrement() / ATTEMPTS_EACH + "@example.com";
                create(address, sites.names.get(random.nextInt(sites.names.size())));
                Thread.sleep(random.nextInt(400));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(String address, String site) {
        try {
            String answer = sites.accounts(site).add(address);
            if (answer.contains("\"ok\":true")) {
                done.add(new Created(address, site));
            } else {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            unanswered.incrementAndGet();
        }
    }

    /** What is wrong with the accounts that the sites, all of them running and at rest, say they have. */
    List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>();
        Map<String, TreeSet<String>> owners = new TreeMap<>();
        for (String site : sites.names) {
            String answer = sites.accounts(site).list();
            if (!answer.contains("\"reserved\":[]")) {
                findings.add("still reserved at " + site + ": " + answer.substring(answer.indexOf("\"reserved\"")));
            }
            Matcher listed = Accounts.listed(answer);
            while (listed.find()) {
                owners.computeIfAbsent(listed.group(1), address -> new TreeSet<>()).add(site);
            }
        }
        owners.forEach((address, having) -> {
            if (having.size() > 1) {
                findings.add("DOUBLE: " + address + " is an account of " + having);
            }
        });
        for (Created created : done) {
            if (!owners.getOrDefault(created.address(), new TreeSet<>()).contains(created.site())) {
                findings.add("LOST ACCOUNT: " + created);
            }
        }
        if (done.isEmpty()) {
            findings.add("no account could be created");
        }
        return findings;
    }

    @Override
    public String toString() {
        return "accounts asked for: " + attempts + " times; created: " + done.size() + ", refused: " + refused
                + ", no answer: " + unanswered;
    }
}
