package org.dslab.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The proxies' one thread: it waits for channels to become ready, and runs what other threads ask for in between. */
final class Loop implements AutoCloseable {

    /** What is attached to a key: told when its channel is ready. */
    interface Ready {
        void ready(SelectionKey key);
    }

    /** The most that is read at once. */
    static final int BUFFER = 64 << 10;

    private final ProxyListener listener;
    private final Agenda agenda;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<FutureTask<?>> commands = new ArrayDeque<>();
    private final Thread thread;
    private boolean ended;

    Loop(ProxyListener listener, Instant start) throws IOException {
        this.listener = listener;
        this.agenda = new Agenda(start);
        this.thread = Thread.ofPlatform().name("dslab proxies").daemon().start(this::run);
    }

    ProxyListener listener() {
        return listener;
    }

    Agenda agenda() {
        return agenda;
    }

    /** The shared buffer, empty, with room for so many octets. */
    ByteBuffer buffer(int room) {
        return buffer.clear().limit(Math.min(room, BUFFER));
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, ready);
    }

    /** Runs on the loop's thread and returns when its effect is there. */
    <T> T call(Callable<T> command) throws IOException {
        FutureTask<T> task = new FutureTask<>(command);
        synchronized (commands) {
            if (ended) {
                throw new IllegalStateException("the proxies are closed");
            }
            commands.add(task);
        }
        selector.wakeup();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException("the proxies failed", e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A registered channel is only really closed when its key leaves the selector: make that happen now. */
    void completeClosing() throws IOException {
        selector.selectNow();
    }

    private void run() {
        try {
            while (!isEnded()) {
                if (selector.selectedKeys().isEmpty()) {
                    selector.select();
                }
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isValid() && key.attachment() instanceof Ready ready) {
                        ready.ready(key);
                    }
                }
                runCommands();
            }
        } catch (IOException | RuntimeException e) {
            // A bug of ours, or no selector any more: nothing can be relied on, so everything ends and callers hear it.
            listener.trouble("the proxies failed: " + e);
        } finally {
            end();
        }
    }

    private void runCommands() throws IOException {
        List<FutureTask<?>> batch;
        synchronized (commands) {
            batch = new ArrayList<>(commands);
            commands.clear();
        }
        for (FutureTask<?> command : batch) {
            command.run();
        }
    }

    private boolean isEnded() {
        synchronized (commands) {
            return ended;
        }
    }

    private void end() {
        synchronized (commands) {
            ended = true;
            commands.forEach(command -> command.cancel(false));
            commands.clear();
        }
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException | ClosedSelectorException e) {
            listener.trouble("closing: " + e);
        }
    }

    /** Closes every channel; returns when the thread has ended. */
    @Override
    public void close() {
        synchronized (commands) {
            ended = true;
        }
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
