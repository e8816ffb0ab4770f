package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.perform;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.settings.Secret;
import org.dslab.server.tls.TlsContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords are compared on a thread of their own. */
class PasswordChecksTest {

    private final TestNet net = new TestNet();

    @AfterEach
    void everythingComesToRest() {
        net.close();
    }

    private static Effect.CheckPassword check(long id, String password) {
        return new Effect.CheckPassword(id, "akira@example.com", new Secret(password));
    }

    @Test
    void theVerdictComesAsAnInput() throws IOException {
        ToyMachine machine = ToyMachine.silent();
        Passwords known = (account, password) ->
                account.equals("akira@example.com") && password.reveal().equals("right");
        Driver driver = net.startSecure(machine, Listeners.NONE, new Security(TlsContexts.plain(), known));
        perform(driver, check(1, "right"), check(2, "wrong"));
        machine.awaitInput(new Input.PasswordChecked(1, PasswordVerdict.RIGHT));
        machine.awaitInput(new Input.PasswordChecked(2, PasswordVerdict.WRONG));
        net.traffic.awaitQuiet();
    }

    @Test
    void tooManyAtOnceAreNotTakenAndTheDriverGoesOnMeanwhile() throws IOException {
        ToyMachine machine = ToyMachine.silent();
        CountDownLatch release = new CountDownLatch(1);
        Passwords slow = (account, password) -> {
            try {
                release.await();
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        };
        Driver driver = net.startSecure(machine, Listeners.NONE, new Security(TlsContexts.plain(), slow));
        Effect[] many = new Effect[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = check(i, "x");
        }
        perform(driver, many);
        machine.awaitInput(new Input.PasswordChecked(59, PasswordVerdict.BUSY));
        assertThat(machine.seen(Input.PasswordChecked.class))
                .hasSizeBetween(9, 10)
                .allMatch(checked -> checked.verdict() == PasswordVerdict.BUSY);
        release.countDown();
        Soon.until(() -> machine.seen(Input.PasswordChecked.class).size() == many.length);
        net.traffic.awaitQuiet();
    }

    @Test
    void aDriverThatStopsLeavesNothingUnderWay() throws IOException {
        Passwords endless = (account, password) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
        Driver driver =
                net.startSecure(ToyMachine.silent(), Listeners.NONE, new Security(TlsContexts.plain(), endless));
        perform(driver, check(1, "x"), check(2, "x"));
        driver.close();
        net.traffic.awaitQuiet();
    }
}
