import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays the sharing hosts of a site, each of which says no after a fixed time, and an SMTP client that names unknown
 * recipients one after the other: each reply needs the answers of all hosts. Prints the median time of a reply in
 * milliseconds, and the 95th percentile.
 *
 * <p>usage: java LookupCost.java SMTP_PORT FIRST_MINGER_PORT HOSTS DELAY_MILLIS ROUNDS
 */
public final class LookupCost {

    private static final int WARM_UP = 300;

    private static void answerLater(DatagramChannel channel, long delayNanos, ScheduledExecutorService timer)
            throws IOException {
        ByteBuffer query = ByteBuffer.allocate(1024);
        while (true) {
            query.clear();
            SocketAddress client = channel.receive(query);
            long due = System.nanoTime() + delayNanos;
            String mailbox = new String(query.array(), 0, query.position(), StandardCharsets.UTF_8).split(" ")[0];
            byte[] answer = (mailbox + " 3").getBytes(StandardCharsets.UTF_8);
            timer.schedule(
                    () -> channel.send(ByteBuffer.wrap(answer), client),
                    due - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
    }

    public static void main(String[] args) throws Exception {
        int firstPort = Integer.parseInt(args[1]);
        long delayNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[3]));
        int rounds = Integer.parseInt(args[4]);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", firstPort + i));
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    answerLater(channel, delayNanos, timer);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        try (Socket smtp = new Socket("127.0.0.1", Integer.parseInt(args[0]))) {
            smtp.setTcpNoDelay(true);
            BufferedReader in = new BufferedReader(new InputStreamReader(smtp.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            say(smtp, in, "HELO bench.example", "250");
            long[] nanos = new long[rounds];
            for (int i = -WARM_UP; i < rounds; i++) {
                say(smtp, in, "MAIL FROM:<eve@elsewhere.test>", "250");
                long begin = System.nanoTime();
                say(smtp, in, "RCPT TO:<nobody" + (i + WARM_UP) + "@example.com>", "550");
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
                say(smtp, in, "RSET", "250");
            }
            Arrays.sort(nanos);
            System.out.printf("%.2f %.2f%n", nanos[rounds / 2] / 1e6, nanos[rounds * 95 / 100] / 1e6);
        }
    }

    private static void say(Socket smtp, BufferedReader in, String command, String expected) throws IOException {
        smtp.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String reply = in.readLine();
        if (reply == null || !reply.startsWith(expected)) {
            throw new IllegalStateException(command + ": " + reply);
        }
    }
}
