package org.dslab.cli;

import java.util.function.Supplier;

/** What happens to a server of ours on SIGTERM or SIGINT. */
final class GracefulStop {

    private GracefulStop() {}

    /** Ends the JVM with the status that {@code stop} returns. */
    static void whenTold(Supplier<ExitStatus> stop) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("dslab stop").unstarted(() -> {
                    // The JVM would end with 128 + the signal's number, which says nothing about the mail.
                    Runtime.getRuntime().halt(stop.get().code());
                }));
    }

    /** Ends the JVM without waiting for anybody. */
    static void atOnce(ExitStatus status) {
        Runtime.getRuntime().halt(status.code());
    }
}
