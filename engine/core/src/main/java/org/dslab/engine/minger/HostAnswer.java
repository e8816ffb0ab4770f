package org.dslab.engine.minger;

/** How one exchange with one host ended. */
public sealed interface HostAnswer {

    /** A well-formed answer to our question. */
    record Status(MingerStatus status) implements HostAnswer {}

    /** No answer that can be used (DS-05): silence, an unreachable port, an unresolvable name, or nonsense. */
    record None(Cause cause) implements HostAnswer {

        /** The cause in words. */
        public String text() {
            return switch (cause) {
                case TIMED_OUT -> "no answer in time";
                case UNREACHABLE -> "unreachable";
                case UNRESOLVABLE -> "name cannot be resolved";
                case MALFORMED -> "malformed answer";
            };
        }
    }

    /** Why there is no usable answer. */
    enum Cause {
        TIMED_OUT,
        UNREACHABLE,
        UNRESOLVABLE,
        MALFORMED
    }
}
