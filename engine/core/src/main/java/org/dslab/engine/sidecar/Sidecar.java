package org.dslab.engine.sidecar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.limit.TurnedAway;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SidecarSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.sharing.HostAlerts;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.site.MingerClient;
import org.dslab.engine.site.MingerListener;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.time.Timers;

/**
 * A site without mail of its own, for a mail server that asks maps: it answers that server's questions about addresses by
 * asking the sharing hosts (DS-03 to DS-06), and the sharing hosts' questions about that server's users (DS-50 to DS-52).
 */
public final class Sidecar implements Machine {

    private final SiteSettings settings;
    private final Timers timers = new Timers();
    private final Effects effects = new Effects();
    private final Connections connections = new Connections(effects);
    private final OwnUsers users;
    private final VerifiedAddresses verified;
    private final MingerClient mingerClient;
    private final Lookups lookups;
    private final MingerListener minger;
    private final SocketmapListener socketmap;

    public Sidecar(SidecarSettings settings) {
        this.settings = settings.site();
        users = new OwnUsers(settings.site().domains().getFirst());
        verified = new VerifiedAddresses(settings.site().sharing().verifiedAddressLifetime(), effects, timers);
        mingerClient = new MingerClient(settings.site().sharing(), effects, connections, timers);
        SharingHosts hosts = SharingHosts.of(
                settings.site().site(), settings.site().sharing().hosts());
        HostAlerts exchanges = new HostAlerts(mingerClient, effects);
        int maxLookups = settings.site().sharing().maxLookups();
        lookups = new Lookups(hosts, exchanges, verified, effects, timers, maxLookups);
        TurnedAway turnedAway = new TurnedAway(effects, timers);
        minger = new MingerListener(settings.site().minger(), users, hosts, effects, connections, timers, turnedAway);
        AddressMaps maps = new AddressMaps(new SharedDomains(settings.site()), users, verified, lookups, effects);
        socketmap = new SocketmapListener(settings.socketmap(), maps::find, connections, timers);
    }

    @Override
    public List<Effect> handle(Instant now, Input input) {
        timers.moveTo(now);
        dispatch(input);
        timers.runDue();
        return effects.drain();
    }

    @Override
    public Optional<Instant> nextWake() {
        return timers.next();
    }

    private void dispatch(Input input) {
        switch (input) {
            case Input.Started started -> start(started.recovered());
            case Input.Accepted accepted -> {
                switch (accepted.service()) {
                    case SOCKETMAP -> socketmap.accepted(accepted.connection());
                    case MINGER -> minger.accepted(accepted.connection(), accepted.client());
                    case SMTP -> throw new IllegalArgumentException("a side-car takes no mail");
                }
            }
            case Input.OfConnection event -> connections.handle(event);
            case Input.DatagramReceived datagram -> {
                if (datagram.socket() == 0) {
                    minger.received(datagram.from(), datagram.octets());
                } else {
                    mingerClient.received(datagram.socket(), datagram.octets());
                }
            }
            case Input.Unreachable unreachable -> mingerClient.unreachable(unreachable.socket(), unreachable.cause());
            case Input.Wake wake -> timers.rest();
            case Input.Committed committed -> effects.committed(committed.commit(), Optional.empty());
            case Input.CommitFailed failed -> effects.committed(failed.commit(), Optional.of(failed.cause()));
            case Input.Command command -> operate(command.command(), command.request());
            case Input.Backlog backlog -> throw noMail(backlog);
            case Input.PasswordChecked checked -> throw noMail(checked);
            case Input.BodyRead piece -> throw noMail(piece);
            case Input.BodyUnreadable failed -> throw noMail(failed);
            case Input.Filed filed -> throw noMail(filed);
            case Input.FilingFailed failed -> throw noMail(failed);
        }
    }

    private static IllegalArgumentException noMail(Input input) {
        return new IllegalArgumentException("a side-car has no mail: " + input);
    }

    private void start(SpoolState recovered) {
        verified.recover(recovered.verified(), settings.sharing().hosts());
        users.replace(settings.accounts());
        // The file of users may have changed while the side-car was away.
        forget(users.addresses());
        effects.record(new SiteEvent.Started(users.addresses(), 0));
    }

    private void operate(long command, Request request) {
        if (!(request instanceof SidecarRequest.ReplaceUsers replace)) {
            throw new IllegalArgumentException("a side-car does not know the request " + request);
        }
        replaceUsers(replace.users());
        effects.emit(new Effect.Reply(command, new SidecarAnswer.Done()));
    }

    /** DS-06: what is remembered, or being asked, about an address that became own or ceased to be is out of date. */
    private void replaceUsers(List<AccountSetting> replacement) {
        OwnUsers.Difference difference = users.replace(replacement);
        for (EmailAddress address : difference.added()) {
            lookups.localChange(address);
            effects.record(new SiteEvent.AccountCreated(address));
        }
        for (EmailAddress address : difference.removed()) {
            lookups.localChange(address);
            effects.record(new SiteEvent.AccountRemoved(address));
        }
        forget(difference.added());
    }

    private void forget(List<EmailAddress> own) {
        List<Change> changes = new ArrayList<>();
        for (EmailAddress address : own) {
            if (verified.drop(address, "it is an own user now")) {
                changes.add(new Change.VerifiedDropped(address.key()));
            }
        }
        if (!changes.isEmpty()) {
            effects.commit(changes, failure -> {
                if (failure.isPresent()) {
                    effects.record(new SiteEvent.Warned("what was remembered about new users could not be dropped"));
                }
            });
        }
    }
}
