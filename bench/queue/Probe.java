import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends mail after mail over one connection for some seconds, with NOOP commands between them, and prints in milliseconds
 * how long a mail took (median and worst) and a NOOP (median and worst). A mail waits for the disk; a NOOP, like every
 * command of a mail, only for the site to be free.
 *
 * <p>usage: java Probe.java HOST PORT RECIPIENT SECONDS
 */
public final class Probe {

    private static final int NOOPS = 50;

    public static void main(String[] args) throws Exception {
        long length = Long.parseLong(args[3]) * 1_000_000_000L;
        List<Long> mails = new ArrayList<>();
        List<Long> noops = new ArrayList<>();
        try (Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            say(out, "EHLO load.test\r\n");
            expect(in, "250");
            long begin = System.nanoTime();
            for (long sent = begin; sent - begin < length; ) {
                sent = System.nanoTime();
                say(out, "MAIL FROM:<eve@elsewhere.test>\r\n");
                expect(in, "250");
                say(out, "RCPT TO:<" + args[2] + ">\r\n");
                expect(in, "250");
                say(out, "DATA\r\n");
                expect(in, "354");
                say(out, "Subject: probe\r\n\r\n" + "x".repeat(78) + "\r\n.\r\n");
                expect(in, "250");
                mails.add(System.nanoTime() - sent);
                for (int i = 0; i < NOOPS; i++) {
                    long asked = System.nanoTime();
                    say(out, "NOOP\r\n");
                    expect(in, "250");
                    noops.add(System.nanoTime() - asked);
                }
            }
        }
        System.out.println(text(mails) + " " + text(noops));
    }

    private static String text(List<Long> times) {
        times.sort(null);
        return String.format(
                Locale.ROOT, "%.2f %.1f", times.get(times.size() / 2) / 1e6, times.getLast() / 1e6);
    }

    private static void say(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void expect(BufferedReader in, String code) throws Exception {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IllegalStateException("unexpected reply: " + line);
        }
    }
}
