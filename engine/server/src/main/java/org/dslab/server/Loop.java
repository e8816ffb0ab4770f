package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.seam.Request;
import org.dslab.engine.seam.Service;
import org.dslab.server.store.Store;

/** The selector thread of a driver: receive, handle, send. */
final class Loop implements Step.Elsewhere, StoreThread.Results {

    /** Bodies that may wait for the store before reading pauses, and how few of them let it go on. */
    private static final long MOST_WAITING_OCTETS = 8 << 20;

    private static final long FEW_WAITING_OCTETS = 2 << 20;

    private static final long PAUSE_CHECK_MILLIS = 5;

    /** Changes of the backlog that the machine is told. */
    private static final long BACKLOG_STEP = 512 << 10;

    /** Passwords that may wait to be checked; each takes a good part of a second. */
    private static final int MOST_WAITING_CHECKS = 50;

    /** How long a graceful stop waits for the store and for unsent output. */
    private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Shared shared;
    private final Resolver resolver;
    private final ReadingPause pause = new ReadingPause();
    private final Streams streams;
    private final Datagrams datagrams;
    private final Step step;
    private final StoreThread store;
    private final Tasks tasks;
    private final Aside handshakes;
    private final Aside passwordChecks;
    private final Passwords passwords;
    private long backlogTold;
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final Map<Long, Consumer<Answer>> asking = new HashMap<>();
    private long commands;
    private volatile boolean stopping;
    private volatile boolean killed;

    Loop(Machine machine, Shared shared, Store store, Security security) {
        this.shared = shared;
        this.resolver = new Resolver(shared.sendFrom());
        this.tasks = new Tasks(shared.traffic(), shared.selector()::wakeup);
        this.handshakes = new Aside("dslab tls", Integer.MAX_VALUE, shared.traffic(), tasks);
        this.passwordChecks = new Aside("dslab passwords", MOST_WAITING_CHECKS, shared.traffic(), tasks);
        this.passwords = security.passwords();
        this.streams = new Streams(shared, pause, new TlsKit(security.tls(), handshakes));
        this.datagrams = new Datagrams(shared);
        this.step = new Step(machine, shared, streams, datagrams, this);
        this.store = new StoreThread(store, this);
    }

    Optional<Instant> nextWake() {
        return step.nextWake();
    }

    Endpoint listen(Service service, InetSocketAddress address) throws IOException {
        Acceptor acceptor = Acceptor.bind(service, address, shared, streams);
        acceptors.add(acceptor);
        return acceptor.endpoint();
    }

    Endpoint listenDatagrams(InetSocketAddress address) throws IOException {
        return datagrams.bindListener(address);
    }

    void unbindDatagrams() {
        datagrams.closeAll();
    }

    /** Closes what was bound, when not everything could be. */
    void unbind() {
        acceptors.forEach(Acceptor::close);
        acceptors.clear();
        datagrams.closeAll();
    }

    /** Feeds the first input, opens the listeners, completes {@code ready}, and runs until it is told to stop. */
    void run(Input.Started started, CompletableFuture<Void> ready) throws IOException {
        try {
            store.start();
            step.begin();
            shared.inputs().add(started);
            step.end();
            for (Acceptor acceptor : acceptors) {
                acceptor.open();
            }
            datagrams.openListener();
            ready.complete(null);
            while (!stopping) {
                turn(timeout());
            }
            if (!killed) {
                quietDown();
            }
        } finally {
            shutDown();
        }
    }

    private void turn(long timeoutMillis) throws IOException {
        if (timeoutMillis == 0) {
            shared.selector().selectNow(this::ready);
        } else {
            shared.selector().select(this::ready, timeoutMillis == Long.MAX_VALUE ? 0 : timeoutMillis);
        }
        boolean more = true;
        while (more && !killed) {
            more = tasks.runNext(step);
        }
        if (shared.clock().passesByItself() && isDue()) {
            step.begin();
            step.wake();
            step.end();
        }
        acceptors.forEach(Acceptor::retry);
        if (pause.isOn() && !stopping && store.waitingOctets() < FEW_WAITING_OCTETS) {
            pause.end();
        }
    }

    private void ready(SelectionKey key) {
        if (!killed && key.attachment() instanceof Selected selected) {
            step.begin();
            tellBacklog();
            selected.ready();
            step.end();
        }
    }

    /** Before anything that may bring new mail, for that is when it matters. */
    private void tellBacklog() {
        long now = store.waitingOctets();
        if (Math.abs(now - backlogTold) >= BACKLOG_STEP || (now == 0 && backlogTold > 0)) {
            backlogTold = now;
            shared.inputs().add(new Input.Backlog(now));
        }
    }

    private boolean isDue() {
        Optional<Instant> due = step.nextWake();
        return due.isPresent() && !due.get().isAfter(shared.clock().now());
    }

    /** Milliseconds until something is due. */
    private long timeout() {
        long most = Long.MAX_VALUE;
        if (pause.isOn()) {
            most = PAUSE_CHECK_MILLIS;
        } else if (acceptors.stream().anyMatch(Acceptor::isWaiting)) {
            most = Duration.ofNanos(Acceptor.RETRY_NANOS).toMillis();
        }
        Optional<Instant> due = step.nextWake();
        if (due.isEmpty() || !shared.clock().passesByItself()) {
            return most;
        }
        Duration left = Duration.between(shared.clock().now(), due.get());
        if (left.isNegative() || left.isZero()) {
            return 0;
        }
        // Rounded up, so as not to come a moment too early and spin; a day at most, for the sum not to overflow.
        long millis =
                left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toMillis() : left.toMillis() + 1;
        return Math.min(most, millis);
    }

    /** Nothing new is taken; what the store has in hand is finished, and its results go out. */
    private void quietDown() throws IOException {
        acceptors.forEach(Acceptor::close);
        acceptors.clear();
        pause.begin();
        long deadline = System.nanoTime() + GRACE_NANOS;
        while (!killed
                && System.nanoTime() - deadline < 0
                && !(store.idle() && tasks.isEmpty() && streams.allFlushed())) {
            turn(10);
        }
    }

    private void shutDown() throws IOException {
        stopping = true;
        store.stop();
        handshakes.stop();
        passwordChecks.stop();
        acceptors.forEach(Acceptor::close);
        step.abandon();
        streams.dropAll();
        datagrams.closeAll();
        shared.selector().close();
        streams.settleDropped();
        tasks.end();
    }

    /** Ends the loop after the present step; from a kill nothing more is committed. */
    void stop(boolean kill) {
        killed |= kill;
        stopping = true;
        if (kill) {
            store.stop();
        }
        shared.selector().wakeup();
    }

    boolean command(Request request, Consumer<Answer> answer) {
        shared.traffic().workBegins();
        return tasks.add(1, () -> {
            long id = ++commands;
            asking.put(id, answer);
            shared.inputs().add(new Input.Command(id, request));
        });
    }

    boolean wake() {
        shared.traffic().workBegins();
        return tasks.add(1, step::wake);
    }

    @Override
    public void answer(Effect.Reply reply) {
        Consumer<Answer> waiting = asking.remove(reply.command());
        if (waiting != null) {
            waiting.accept(reply.answer());
        }
    }

    @Override
    public void connect(Effect.Open open) {
        Dial dial = streams.open(open.connection());
        List<InetSocketAddress> known = resolver.atOnce(open.target());
        if (known.isEmpty()) {
            shared.traffic().workBegins();
            resolver.later(open.target(), found -> tasks.add(1, () -> streams.resolved(open.connection(), found)));
        } else {
            dial.to(known);
        }
    }

    @Override
    public void firstDatagram(Effect.Datagram datagram) {
        if (!datagrams.await(datagram.socket(), datagram.octets())) {
            return;
        }
        List<InetSocketAddress> known = resolver.atOnce(datagram.target());
        if (known.isEmpty()) {
            shared.traffic().workBegins();
            resolver.later(
                    datagram.target(), found -> tasks.add(1, () -> datagrams.resolved(datagram.socket(), found)));
        } else {
            datagrams.resolved(datagram.socket(), known);
        }
    }

    @Override
    public void store(Effect job) {
        shared.traffic().workBegins();
        store.submit(job);
        if (store.waitingOctets() > MOST_WAITING_OCTETS) {
            pause.begin();
        }
    }

    @Override
    public void check(Effect.CheckPassword check) {
        AtomicBoolean right = new AtomicBoolean();
        boolean taken = passwordChecks.run(
                () -> right.set(passwords.isRight(check.account(), check.password())),
                () -> answer(check, right.get() ? PasswordVerdict.RIGHT : PasswordVerdict.WRONG));
        if (!taken) {
            answer(check, PasswordVerdict.BUSY);
        }
    }

    private void answer(Effect.CheckPassword check, PasswordVerdict verdict) {
        shared.inputs().add(new Input.PasswordChecked(check.check(), verdict));
    }

    @Override
    public void ready(List<Input> inputs) {
        tasks.add(inputs.size(), () -> shared.inputs().addAll(inputs));
    }

    @Override
    public void silent() {
        shared.traffic().workEnds();
    }

    @Override
    public void broken(Throwable failure) {
        shared.traffic().workBegins();
        tasks.add(1, () -> {
            throw new IllegalStateException("the store failed", failure);
        });
    }

    @Override
    public void trouble(String text) {
        shared.events().trouble(shared.clock().now(), text);
    }
}
