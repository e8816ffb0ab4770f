package org.dslab.server.control;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.dslab.server.json.JsonReader;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.MalformedJsonException;

/** Asks a site through its control socket, one request at a time. */
public final class ControlClient {

    /** A site with a million messages in its queue is within it. */
    private static final int LONGEST_ANSWER = 1 << 29;

    private final Path path;

    public ControlClient(Path path) {
        this.path = path;
    }

    /**
     * Sends one request and waits for its answer, as long as the site takes.
     *
     * @throws CannotReachException if there is none
     */
    public JsonValue.Members ask(JsonValue.Members request) throws CannotReachException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new CannotReachException("there is no control socket " + path
                    + "; does the site run, and does `control:` in its configuration name this path?");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            ByteBuffer line = StandardCharsets.UTF_8.encode(request.toLine() + "\n");
            while (line.hasRemaining()) {
                channel.write(line);
            }
            String answer = read(new BufferedInputStream(Channels.newInputStream(channel)));
            if (JsonReader.read(answer) instanceof JsonValue.Members members) {
                return members;
            }
            throw new CannotReachException("what answers at " + path + " is not a site");
        } catch (ConnectException e) {
            throw new CannotReachException("nobody answers at " + path + "; does the site still run?", e);
        } catch (MalformedJsonException e) {
            throw new CannotReachException("what answers at " + path + " is not a site", e);
        } catch (CannotReachException e) {
            throw e;
        } catch (IOException e) {
            throw new CannotReachException("cannot talk to " + path + ": " + e.getMessage(), e);
        }
    }

    private String read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.size() > LONGEST_ANSWER) {
                throw new CannotReachException("the connection with " + path
                        + " ended before the answer; did the site stop? What was asked for may have happened");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
