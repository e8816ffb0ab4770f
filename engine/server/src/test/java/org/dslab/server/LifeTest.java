package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.spool.SpoolState;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeTest {

    private record Yes() implements Answer {}

    private final TestNet net = new TestNet();

    @AfterEach
    void everythingComesToRest() {
        net.close();
    }

    @Test
    void theFirstInputIsWhatTheStoreRecoveredAndItIsHandledBeforeStartReturns() throws IOException {
        ToyMachine machine = ToyMachine.silent();
        net.start(machine, BOTH);
        assertThat(machine.seen()).containsExactly(new Input.Started(SpoolState.EMPTY, 1));
    }

    @Test
    void aPortInUseIsNamedAndNothingStaysOpen() throws IOException {
        Driver first = net.start(ToyMachine.silent(), BOTH);
        Endpoint taken = first.minger().orElseThrow();
        Listeners clash = new Listeners(Optional.of(TestNet.ANY_PORT), Optional.of(taken));
        assertThatThrownBy(() -> net.start(ToyMachine.silent(), clash))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("cannot listen on minger (UDP) " + taken + ": Address already in use");
    }

    @Test
    void commandsAreAnsweredFromOtherThreads() throws Exception {
        ToyMachine machine = new ToyMachine(input -> input instanceof Input.Command command
                ? List.of(new Effect.Reply(command.command(), new Yes()))
                : List.of());
        Driver driver = net.start(machine, Listeners.NONE);
        AtomicReference<Answer> answer = new AtomicReference<>(new Answer() {});
        CountDownLatch answered = new CountDownLatch(1);
        driver.command(new ToyMachine.Do(List.of()), given -> {
            answer.set(given);
            answered.countDown();
        });
        answered.await();
        assertThat(answer.get()).isEqualTo(new Yes());
    }

    @Test
    void aClockThatPassesWakesTheMachine() throws IOException {
        ToyMachine machine = ToyMachine.silent();
        Driver driver =
                net.start(machine, Listeners.NONE, new MemoryStore(new MemoryMailboxes()), DriverClock.system());
        driver.command(new ToyMachine.WakeAt(Instant.now().plusMillis(20)), answer -> {});
        machine.await1(Input.Wake.class);
        assertThat(driver.nextWake()).isEmpty();
    }

    @Test
    void aLabClockLeavesTheWakingToTheLab() throws IOException {
        ToyMachine machine = ToyMachine.silent();
        Driver driver = net.start(machine, Listeners.NONE);
        driver.command(new ToyMachine.WakeAt(TestNet.START.plusSeconds(1)), answer -> {});
        net.traffic.awaitQuiet();
        assertThat(driver.nextWake()).contains(TestNet.START.plusSeconds(1));
        driver.wake();
        net.traffic.awaitQuiet();
        assertThat(machine.seen(Input.Wake.class)).isEmpty();
        net.clock.moveTo(TestNet.START.plusSeconds(1));
        driver.wake();
        net.traffic.awaitQuiet();
        assertThat(machine.seen(Input.Wake.class)).hasSize(1);
        assertThat(driver.nextWake()).isEmpty();
    }

    @Test
    void aMachineThatThrowsStopsTheDriverAndIsReported() throws IOException {
        ToyMachine broken = new ToyMachine(input -> {
            if (input instanceof Input.Received) {
                throw new IllegalStateException("broken on purpose");
            }
            return List.of();
        });
        AtomicReference<Throwable> uncaught = new AtomicReference<>(new Throwable("nothing yet"));
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.set(failure));
        try {
            Driver server = net.start(broken, BOTH);
            ToyMachine opener = ToyMachine.silent();
            Driver client = net.start(opener, Listeners.NONE);
            perform(client, new Effect.Open(1, Service.SMTP, smtp(server)), send(1, "trigger"));
            server.ended().join();
            assertThat(server.failure()).get().extracting(Throwable::getMessage).isEqualTo("broken on purpose");
            assertThat(uncaught.get()).hasMessage("broken on purpose");
            opener.await1(Input.EndOfInput.class);
            perform(client, new Effect.Abort(1));
            opener.awaitInput(new Input.Closed(1, CloseCause.ABORTED));
            net.traffic.awaitQuiet();
            assertThatThrownBy(() -> perform(server)).hasMessageContaining("stopped");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aKilledDriverIsGoneForItsPeersAndANewOneTakesItsPlace() throws IOException {
        Driver first = net.start(ToyMachine.echo(), BOTH);
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, smtp(first)));
        opener.await1(Input.Opened.class);
        first.kill();
        Soon.until(() -> !opener.seen(Input.EndOfInput.class).isEmpty());
        net.traffic.awaitQuiet();
        Driver second = net.start(ToyMachine.echo(), new Listeners(first.smtp(), first.minger()));
        perform(client, new Effect.Finish(1), new Effect.Open(2, Service.SMTP, smtp(second)), send(2, "again"));
        Soon.until(() -> opener.received(2).equals("again"));
    }
}
