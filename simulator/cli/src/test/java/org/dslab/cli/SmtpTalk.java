package org.dslab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP client that stops wherever a test wants it to. */
final class SmtpTalk implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    SmtpTalk(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(30_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
    }

    /** The next reply, its last line; null at the end of the connection is an empty text. */
    String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "" : line;
    }

    void send(String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    String say(String line) throws IOException {
        send(line);
        return reply();
    }

    /** As far as the reply to DATA. */
    String begin(String recipient) throws IOException {
        reply();
        say("EHLO client.test");
        say("MAIL FROM:<eve@elsewhere.test>");
        say("RCPT TO:<" + recipient + ">");
        return say("DATA");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
