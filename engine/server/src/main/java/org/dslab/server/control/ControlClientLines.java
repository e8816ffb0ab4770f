package org.dslab.server.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.dslab.server.json.JsonValue;

/** The lines of one client of the control socket, within limits of length and time. */
final class ControlClientLines implements AutoCloseable {

    static final int LONGEST_LINE = 64 << 10;

    /** For the next line to come in full, and for an answer to be taken. */
    private static final int LIMIT_SECONDS = 60;

    private static final Executor AFTER_LIMIT = CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS);

    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(8 << 10).flip();

    ControlClientLines(SocketChannel channel) {
        this.channel = channel;
    }

    /** Answers line by line until the client ends, or breaks a limit. */
    void answerAll(Commands commands) throws IOException, InterruptedException {
        try {
            for (Optional<byte[]> line = read(); line.isPresent(); line = read()) {
                write(answer(line.get(), commands));
                if (line.get().length > LONGEST_LINE) {
                    return;
                }
            }
        } catch (AsynchronousCloseException e) {
            // Its time was over, or the site stops.
            return;
        }
    }

    private static JsonValue.Members answer(byte[] line, Commands commands) throws InterruptedException {
        if (line.length > LONGEST_LINE) {
            return Answers.bad(new BadRequestException(
                    "column " + LONGEST_LINE, "a request has at most " + LONGEST_LINE + " octets"));
        }
        try {
            return commands.answer(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            return Answers.bad(new BadRequestException("column 1", "the line is not UTF-8"));
        }
    }

    /** The next line without its end; empty when the client ends. A line that is too long is cut right after the limit. */
    private Optional<byte[]> read() throws IOException {
        CompletableFuture<Void> limit = limit();
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (line.size() <= LONGEST_LINE) {
                if (!input.hasRemaining()) {
                    int count = channel.read(input.clear());
                    input.flip();
                    if (count < 0) {
                        return Optional.empty();
                    }
                }
                while (input.hasRemaining() && line.size() <= LONGEST_LINE) {
                    byte octet = input.get();
                    if (octet == '\n') {
                        return Optional.of(line.toByteArray());
                    }
                    line.write(octet);
                }
            }
            return Optional.of(line.toByteArray());
        } finally {
            limit.cancel(false);
        }
    }

    void write(JsonValue.Members answer) throws IOException {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(answer.toLine() + "\n");
        CompletableFuture<Void> limit = limit();
        try {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } finally {
            limit.cancel(false);
        }
    }

    /** Closes the connection when the time is over, unless it is cancelled before. */
    private CompletableFuture<Void> limit() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        channel.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                AFTER_LIMIT);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
