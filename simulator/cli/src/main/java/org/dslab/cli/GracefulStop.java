package org.dslab.cli;

/** The end of a server of ours that waits for nobody. */
final class GracefulStop {

    private GracefulStop() {}

    /** Ends the JVM without waiting for anybody. */
    static void atOnce(ExitStatus status) {
        Runtime.getRuntime().halt(status.code());
    }
}
