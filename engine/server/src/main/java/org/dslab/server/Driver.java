package org.dslab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;
import org.dslab.engine.seam.Service;
import org.dslab.server.store.Store;

/**
 * Runs one machine on real sockets, for one life: {@link #start}, then {@link #close} or {@link #kill}. One thread owns
 * the selector and the machine, another the store. An exception thrown by the machine, the event sink or a command's
 * consumer is a broken invariant: the driver stops as if killed, tells the thread's uncaught-exception handler, and keeps
 * it for {@link #failure}.
 */
public final class Driver implements AutoCloseable {

    private static final int PORT_ATTEMPTS = 20;

    private final Machine machine;
    private final DriverClock clock;
    private final Traffic traffic;
    private final Store store;
    private final Listeners listeners;
    private final Optional<InetAddress> sendFrom;
    private final EventSink events;
    private final long seed;
    private final Security security;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Optional<Loop> loop = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile Optional<Endpoint> smtp = Optional.empty();
    private volatile Optional<Endpoint> minger = Optional.empty();
    private volatile Optional<Endpoint> socketmap = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    /**
     * A driver that does nothing yet.
     *
     * @param sendFrom a numeric address to bind outgoing sockets to; {@link IllegalArgumentException} if it is none
     * @param seed fresh for each start; given to the machine
     */
    public Driver(
            Machine machine,
            DriverClock clock,
            Traffic traffic,
            Store store,
            Listeners listeners,
            Optional<String> sendFrom,
            EventSink events,
            long seed) {
        this(machine, clock, traffic, store, listeners, sendFrom, events, seed, Security.none());
    }

    /**
     * The same with a certificate or passwords of its own.
     *
     * @param security what the effects {@code Secure} and {@code CheckPassword} need
     */
    public Driver(
            Machine machine,
            DriverClock clock,
            Traffic traffic,
            Store store,
            Listeners listeners,
            Optional<String> sendFrom,
            EventSink events,
            long seed,
            Security security) {
        this.machine = machine;
        this.clock = clock;
        this.traffic = traffic;
        this.store = store;
        this.listeners = listeners;
        this.sendFrom = sendFrom.map(address -> Endpoints.literal(address)
                .orElseThrow(() -> new IllegalArgumentException("not a numeric address: " + address)));
        this.events = events;
        this.seed = seed;
        this.security = security;
    }

    /**
     * Binds the listeners, feeds {@link Input.Started} with what the store recovers, and returns when the effects of that
     * have been carried out and the listeners accept.
     *
     * @throws CannotListenException if a listener cannot be bound; nothing is left open
     * @throws IOException if the store cannot recover
     * @throws IllegalStateException if the machine threw, or the driver was started before
     */
    public synchronized void start() throws IOException {
        if (loop.isPresent()) {
            throw new IllegalStateException("a driver starts once");
        }
        Selector selector = Selector.open();
        Loop starting = new Loop(machine, new Shared(selector, clock, traffic, events, sendFrom), store, security);
        loop = Optional.of(starting);
        Input.Started started;
        try {
            bind(starting);
            started = new Input.Started(store.recover(), seed);
        } catch (IOException e) {
            starting.unbind();
            selector.close();
            ended.complete(null);
            throw e;
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread running = Thread.ofPlatform().name("dslab driver").daemon().start(() -> run(starting, started, ready));
        thread = Optional.of(running);
        try {
            ready.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the driver stopped while it was starting", e.getCause());
        }
    }

    private void run(Loop starting, Input.Started started, CompletableFuture<Void> ready) {
        try {
            starting.run(started, ready);
        } catch (Throwable e) {
            // Nothing may be swallowed here, whatever it is; and whoever waits must not wait for ever.
            failure = Optional.of(e);
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        } finally {
            ready.completeExceptionally(failure.orElseGet(() -> new IllegalStateException("the driver was stopped")));
            ended.complete(null);
        }
    }

    private void bind(Loop starting) throws IOException {
        if (listeners.smtp().isPresent()) {
            smtp = Optional.of(
                    bind(starting, Service.SMTP, "smtp", listeners.smtp().get()));
        }
        if (listeners.minger().isPresent()) {
            minger = Optional.of(bindMinger(starting, listeners.minger().get()));
        }
        if (listeners.socketmap().isPresent()) {
            socketmap = Optional.of(bind(
                    starting,
                    Service.SOCKETMAP,
                    "socketmap",
                    listeners.socketmap().get()));
        }
    }

    private static Endpoint bind(Loop starting, Service service, String name, Endpoint wanted) throws IOException {
        try {
            return starting.listen(service, Endpoints.address(wanted));
        } catch (IOException e) {
            throw new CannotListenException(name, wanted, e);
        }
    }

    /** Both protocols on one port; a free one may have to be searched for. */
    private static Endpoint bindMinger(Loop starting, Endpoint wanted) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Endpoint bound;
            try {
                bound = starting.listenDatagrams(Endpoints.address(wanted));
            } catch (IOException e) {
                throw new CannotListenException("minger (UDP)", wanted, e);
            }
            try {
                starting.listen(Service.MINGER, Endpoints.address(bound));
                return bound;
            } catch (IOException e) {
                if (wanted.port() != 0 || attempt == PORT_ATTEMPTS) {
                    throw new CannotListenException("minger (TCP)", wanted, e);
                }
                starting.unbindDatagrams();
            }
        }
    }

    /** Where SMTP clients are accepted; empty without such a listener or before the start. */
    public Optional<Endpoint> smtp() {
        return smtp;
    }

    /** Where Minger clients are answered, over UDP and TCP; empty without such a listener or before the start. */
    public Optional<Endpoint> minger() {
        return minger;
    }

    /** Where the clients of a side-car's maps are accepted; empty without such a listener or before the start. */
    public Optional<Endpoint> socketmap() {
        return socketmap;
    }

    /**
     * Gives the machine a command. The answer comes on the driver's thread; it never comes if the driver stops before.
     *
     * @throws IllegalStateException if the driver is not running
     */
    public void command(Request request, Consumer<Answer> answer) {
        if (!running().command(request, answer)) {
            throw new IllegalStateException("the driver has stopped");
        }
    }

    /**
     * When {@link #wake} has something to do; empty when idle. Renewed after each input and before {@link Traffic} hears
     * that the input is done with.
     */
    public Optional<Instant> nextWake() {
        return running().nextWake();
    }

    /** Lets everything happen that is due by the clock; for a clock that does not pass by itself. */
    public void wake() {
        running().wake();
    }

    /** What stopped the driver, if it did not stop as it was told. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Completes when the driver has stopped, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Stops in order: nothing new is accepted or read, the store finishes, results go out, connections close. */
    @Override
    public void close() {
        stop(false);
    }

    /** Stops as a crash does: once this returns nothing more is committed, and every socket is closed. */
    public void kill() {
        stop(true);
    }

    private void stop(boolean kill) {
        Optional<Thread> running = thread;
        if (running.isPresent()) {
            running().stop(kill);
        }
        running.filter(other -> !other.equals(Thread.currentThread())).ifPresent(StoreThread::joinUninterruptibly);
    }

    private Loop running() {
        return loop.orElseThrow(() -> new IllegalStateException("the driver was not started"));
    }
}
