import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One SMTP transaction over a connection of its own. */
final class Session implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    Session(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    /** Tries once to hand the message over to those recipients that are still open. */
    void send(Note note, byte[] message) throws IOException {
        expect(reply(), "220");
        expect(command("EHLO load.test"), "250");
        expect(command("MAIL FROM:<eve@elsewhere.test>"), "250");
        List<String> taken = new ArrayList<>();
        for (String recipient : note.open()) {
            String reply = command("RCPT TO:<" + recipient + ">");
            if (reply.startsWith("250")) {
                taken.add(recipient);
            } else if (reply.startsWith("5")) {
                note.refused(recipient + ": " + reply);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        expect(command("DATA"), "354");
        out.write(message);
        out.flush();
        String reply;
        try {
            note.offered(taken);
            out.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            reply = reply();
        } catch (IOException e) {
            note.cut(taken);
            throw e;
        }
        if (reply.startsWith("250")) {
            note.accepted(taken);
        } else if (reply.startsWith("5")) {
            note.refused("message: " + reply);
        }
        command("QUIT");
    }

    private static void expect(String reply, String code) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("unexpected reply: " + reply);
        }
    }

    private String command(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply();
    }

    private String reply() throws IOException {
        String line;
        do {
            StringBuilder text = new StringBuilder();
            int octet = in.read();
            while (octet >= 0 && octet != '\n') {
                text.append((char) octet);
                octet = in.read();
            }
            if (octet < 0) {
                throw new IOException("the connection was closed");
            }
            line = text.toString();
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
