package org.dslab.server;

import static org.awaitility.Awaitility.with;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must become true soon. */
final class Soon {

    private Soon() {}

    static void until(Callable<Boolean> condition) {
        with().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .await()
                .until(condition);
    }
}
