import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills sites under load and judges what reached their mailboxes and who has which account. Prints counts; exit status 0 if
 * DS-37 and DS-43 hold, 1 if not, 3 if a site does not start or end as it should.
 *
 * <p>usage: java Kill ROUNDS SEED FOLDER NET COMMAND..., where NET is three octets of loopback addresses, such as
 * 127.63.7, and COMMAND starts dslab
 */
public final class Kill {

    private static final int SESSIONS = 10;
    private static final int ADMINISTRATORS = 3;
    private static final int SHOWN_CAUSES = 20;

    /** So long without any new copy means that what is missing will never come. */
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(180);

    private final Sites sites;
    private final Random random;
    private int whileStarting;

    private Kill(Sites sites, Random random) {
        this.sites = sites;
        this.random = random;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        Sites sites = new Sites(
                Path.of(args[2]).toAbsolutePath(), args[3], List.of(args).subList(4, args.length));
        Runtime.getRuntime().addShutdownHook(new Thread(sites::end));
        try {
            System.exit(new Kill(sites, new Random(seed)).run(rounds, seed));
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(3);
        }
    }

    private int run(int rounds, long seed) throws Exception {
        for (String name : sites.names) {
            sites.startAndAwait(name);
        }
        Load load = new Load(sites, SESSIONS, seed);
        Creations creations = new Creations(sites, ADMINISTRATORS, seed);
        for (int round = 1; round <= rounds; round++) {
            Thread.sleep(200 + random.nextInt(1500));
            killAndRestart(sites.names.get(random.nextInt(sites.names.size())));
            if (round % 20 == 0) {
                System.out.println(round + " rounds, " + load.notes.size() + " messages so far");
            }
        }
        creations.stop();
        load.stop();
        Judge judge = new Judge(sites, load.notes);
        awaitMail(judge);
        judge.findings.addAll(creations.findings());
        awaitEmptyQueues();
        judge.missing();
        judge.judge();
        judge.findings.addAll(creations.findings());
        long notices = sites.logged(" notification-queued ");
        if (notices > 0) {
            judge.findings.add(notices + " delivery status notifications, and no delivery failed for good");
        }
        print(rounds, load, creations, judge);
        return judge.findings.isEmpty() ? 0 : 1;
    }

    private void killAndRestart(String name) throws Exception {
        sites.kill(name);
        while (random.nextInt(6) == 0) {
            sites.start(name);
            Thread.sleep(random.nextInt(1500));
            sites.kill(name);
            whileStarting++;
        }
        sites.startAndAwait(name);
    }

    private static void awaitMail(Judge judge) throws Exception {
        int before = -1;
        long since = System.nanoTime();
        int missing = judge.missing();
        while (missing > 0 && System.nanoTime() - since < STANDSTILL_NANOS) {
            if (missing != before) {
                before = missing;
                since = System.nanoTime();
            }
            Thread.sleep(500);
            missing = judge.missing();
        }
    }

    /** Stops in order and starts again, until no site has anything left to do. */
    private void awaitEmptyQueues() throws Exception {
        for (int attempt = 1; attempt <= 20; attempt++) {
            int queued = 0;
            for (String name : sites.names) {
                int status = sites.stop(name);
                if (status != 0) {
                    throw new IllegalStateException(name + " ended with status " + status);
                }
            }
            for (String name : sites.names) {
                sites.startAndAwait(name);
            }
            Thread.sleep(1000L * attempt);
            for (String name : sites.names) {
                queued += sites.queuedAtStart(name);
            }
            if (queued == 0) {
                return;
            }
        }
        throw new IllegalStateException("the queues do not get empty");
    }

    private void print(int rounds, Load load, Creations creations, Judge judge) {
        long promised =
                load.notes.stream().mapToLong(note -> note.accepted.size()).sum();
        long cuts = load.notes.stream()
                .flatMap(note -> note.cuts.values().stream())
                .mapToLong(Integer::intValue)
                .sum();
        System.out.println("kills: " + (rounds + whileStarting) + ", of them while starting: " + whileStarting);
        System.out.println("sessions that broke: " + load.broken + "; copies without a final reply: " + cuts);
        System.out.println("promised copies: " + promised + "; copies in the mailboxes: " + judge.copies());
        System.out.println("more than one copy, sent again after a missing reply: " + judge.resent
                + "; handed over again between sites after a kill: " + judge.transferredTwice);
        judge.causes.stream().limit(SHOWN_CAUSES).forEach(cause -> System.out.println("  " + cause));
        if (judge.causes.size() > SHOWN_CAUSES) {
            System.out.println(
                    "  and " + (judge.causes.size() - SHOWN_CAUSES) + " more, each with its own kill in between");
        }
        System.out.println(creations);
        judge.findings.stream().limit(50).forEach(System.out::println);
        System.out.println(
                judge.findings.isEmpty()
                        ? "nothing lost, nothing invented, every duplicate has its cause, no account doubled"
                        : "FAILED: " + judge.findings.size() + " findings");
    }
}
