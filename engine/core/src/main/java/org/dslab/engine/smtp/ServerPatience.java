package org.dslab.engine.smtp;

import java.time.Duration;
import java.util.Optional;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/** How long a server session goes on with its client: without progress, in all, and for how many commands. */
final class ServerPatience {

    /** For a TLS handshake: nobody types it. */
    static final Duration HANDSHAKE = Duration.ofMinutes(1);

    private final SmtpSettings settings;
    private final Timers timers;
    private final Deadline idle;
    private Optional<Timer> lifetime = Optional.empty();
    private final Deadline slow;
    private boolean inBody;
    private long arrived;
    private int commands;

    ServerPatience(SmtpSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
        this.idle = new Deadline(timers);
        this.slow = new Deadline(timers);
    }

    void begin(Runnable whenTooLong) {
        lifetime = Optional.of(timers.after(settings.limits().sessionLimit(), whenTooLong));
    }

    /** Something was done: the client has its whole time again. Octets that do not even end a line are nothing done. */
    void progress(Runnable whenIdle) {
        idle.set(settings.idleLimit(), whenIdle);
    }

    /** Octets came, of a message or not. */
    void arrived(int octets) {
        arrived += octets;
    }

    /** A message is coming in: within each idle limit it has to come on at the least rate, or it could last for ever. */
    void inBody(Runnable whenTooSlow) {
        if (!inBody) {
            inBody = true;
            watch(whenTooSlow);
        }
    }

    private void watch(Runnable whenTooSlow) {
        arrived = 0;
        slow.set(settings.idleLimit(), () -> {
            if (arrived < settings.limits().minDataRate() * settings.idleLimit().toMillis() / 1000) {
                whenTooSlow.run();
            } else {
                watch(whenTooSlow);
            }
        });
    }

    /** No message is coming in. */
    void outOfBody() {
        inBody = false;
        slow.clear();
    }

    void handshake(Runnable whenTooLong) {
        idle.set(HANDSHAKE, whenTooLong);
    }

    /** One more command came; false if it is one too many. */
    boolean allowsCommand() {
        return ++commands <= settings.limits().maxCommands();
    }

    void end() {
        idle.clear();
        slow.clear();
        lifetime.ifPresent(Timer::cancel);
        lifetime = Optional.empty();
    }
}
