package org.dslab.engine.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.time.Timers;

/**
 * One mail server that shares its domains with others: a pure state machine. It takes one input and the time, and
 * returns effects; a driver carries them out.
 */
public final class Site implements Machine {

    private final SiteSettings settings;
    private final Timers timers = new Timers();
    private final Effects effects = new Effects();
    private final Connections connections = new Connections(effects);
    private final AccountDirectory directory = new AccountDirectory();
    private Optional<SiteParts> parts = Optional.empty();

    public Site(SiteSettings settings) {
        this.settings = settings;
    }

    /**
     * Handles one input.
     *
     * @throws IllegalStateException if the first input is not {@link Input.Started}, or a later one is
     */
    @Override
    public List<Effect> handle(Instant now, Input input) {
        timers.moveTo(now);
        if (input instanceof Input.Started started) {
            if (parts.isPresent()) {
                throw new IllegalStateException("started twice");
            }
            SiteParts assembled = new SiteParts(settings, started.seed(), timers, effects, connections, directory);
            parts = Optional.of(assembled);
            assembled.start(started.recovered());
        } else {
            dispatch(parts.orElseThrow(() -> new IllegalStateException("not started")), input);
        }
        timers.runDue();
        parts.ifPresent(site -> site.status().notice());
        return effects.drain();
    }

    @Override
    public Optional<Instant> nextWake() {
        return timers.next();
    }

    private void dispatch(SiteParts site, Input input) {
        switch (input) {
            case Input.Accepted accepted -> {
                switch (accepted.service()) {
                    case SMTP -> site.smtp().accepted(accepted.connection(), accepted.client());
                    case MINGER -> site.minger().accepted(accepted.connection(), accepted.client());
                    case SOCKETMAP -> throw new IllegalArgumentException("a site has no maps");
                }
            }
            case Input.OfConnection event -> connections.handle(event);
            case Input.DatagramReceived datagram -> {
                if (datagram.socket() == 0) {
                    site.minger().received(datagram.from(), datagram.octets());
                } else {
                    site.mingerClient().received(datagram.socket(), datagram.octets());
                }
            }
            case Input.Unreachable unreachable ->
                site.mingerClient().unreachable(unreachable.socket(), unreachable.cause());
            case Input.Wake wake -> timers.rest();
            case Input.PasswordChecked checked -> effects.passwordChecked(checked);
            case Input.Backlog backlog -> site.capacity().backlog(backlog.octets());
            case Input.Committed committed -> effects.committed(committed.commit(), Optional.empty());
            case Input.CommitFailed failed -> effects.committed(failed.commit(), Optional.of(failed.cause()));
            case Input.BodyRead piece -> effects.bodyRead(piece);
            case Input.BodyUnreadable failed -> effects.bodyUnreadable(failed.body(), failed.cause());
            case Input.Filed filed -> effects.filed(filed.filing(), Optional.empty());
            case Input.FilingFailed failed -> effects.filed(failed.filing(), Optional.of(failed.cause()));
            case Input.Command command -> site.operate(command.command(), command.request());
            case Input.Started started -> throw new IllegalStateException("started twice");
        }
    }
}
