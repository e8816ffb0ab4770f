package org.dslab.lab.simulated;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.TlsSide;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** A TCP connection between two nodes: two flows and two ends. */
final class SimulatedConnection {

    /** At most this much arrives at once, as at the seam. */
    private static final int MAX_READ = 64 * 1024;

    /** How long an end that has finished waits for the other to finish too. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Link opened;
    private final Protocol protocol;
    private final FaultBoard faults;
    private final Scheduler scheduler;
    private final End opener;
    private final End acceptor;
    private final TreeSet<Integer> lostBy = new TreeSet<>();

    SimulatedConnection(
            Link opened,
            Protocol protocol,
            FaultBoard faults,
            Scheduler scheduler,
            SimulatedNode.Life openerLife,
            long openerId,
            SimulatedNode.Life acceptorLife,
            long acceptorId) {
        this.opened = opened;
        this.protocol = protocol;
        this.faults = faults;
        this.scheduler = scheduler;
        opener = new End(openerLife, openerId, opened);
        acceptor = new End(acceptorLife, acceptorId, new Link(opened.to(), opened.from()));
        opener.other = acceptor;
        acceptor.other = opener;
    }

    Link opened() {
        return opened;
    }

    Protocol protocol() {
        return protocol;
    }

    End opener() {
        return opener;
    }

    End acceptor() {
        return acceptor;
    }

    boolean isOpen() {
        return !opener.isClosed || !acceptor.isClosed;
    }

    /** Whether the fault has lost something of it: then healing closes it. */
    boolean lostTo(Fault fault) {
        return lostBy.contains(fault.id());
    }

    boolean belongsTo(SimulatedNode.Life life) {
        return opener.life.equals(life) || acceptor.life.equals(life);
    }

    /** The node of one end was killed: the other end is reset, as its system would tell. */
    void dies(SimulatedNode.Life life) {
        End dead = opener.life.equals(life) ? opener : acceptor;
        dead.abort();
    }

    /** Both ends find it reset. */
    void reset() {
        opener.closed(CloseCause.RESET);
        acceptor.closed(CloseCause.RESET);
    }

    /** One end. */
    final class End {

        private final SimulatedNode.Life life;
        private final long id;
        private final Flow outgoing;
        private final ArrayDeque<Octets> arrived = new ArrayDeque<>();
        private End other = this;
        private boolean isReading = true;
        private boolean hasFinished;
        private boolean hasOtherFinished;
        private boolean isEndTold;
        private boolean isClosed;
        private Optional<SimulatedHandshake> handshake = Optional.empty();

        End(SimulatedNode.Life life, long id, Link sendsOver) {
            this.life = life;
            this.id = id;
            outgoing = new Flow(sendsOver, protocol);
        }

        void send(Octets octets) {
            if (isClosed || hasFinished) {
                return;
            }
            if (this == opener
                    && faults.strikes(Fault.Kind.RESET, opened, protocol, "connection on " + opened + " reset")
                            .isPresent()) {
                reset();
                return;
            }
            life.tell(new Input.Sent(id, octets.length()));
            transmitOctets(octets);
        }

        private void transmitOctets(Octets octets) {
            End target = other;
            transmit(() -> target.arrives(octets));
        }

        /** What a cut loses, the connection does not get over. */
        private void transmit(Runnable arrival) {
            faults.transmit(
                    outgoing,
                    arrival,
                    () -> faults.strikes(Fault.Kind.CUT, outgoing.link(), protocol, "")
                            .ifPresent(fault -> lostBy.add(fault.id())));
        }

        private void arrives(Octets octets) {
            if (isClosed || hasFinished) {
                return;
            }
            for (int from = 0; from < octets.length(); from += MAX_READ) {
                arrived.add(octets.slice(from, Math.min(octets.length(), from + MAX_READ)));
            }
            read();
        }

        void reading(boolean on) {
            isReading = on;
            if (on) {
                scheduler.soon(life.node(), this::read);
            }
        }

        /** One piece at a time: the machine may stop reading after each. */
        private void read() {
            if (isClosed || !isReading) {
                return;
            }
            if (!arrived.isEmpty() && handshake.isPresent()) {
                shakeHands(handshake.get());
            } else if (!arrived.isEmpty()) {
                life.handle(new Input.Received(id, arrived.remove()));
                scheduler.soon(life.node(), this::read);
            } else if (hasOtherFinished && handshake.isPresent()) {
                closed(CloseCause.TLS_FAILED);
            } else if (hasOtherFinished && !isEndTold) {
                isEndTold = true;
                life.handle(new Input.EndOfInput(id));
                closeIfBothFinished();
            }
        }

        /** The client begins; what is done otherwise within a handshake has no meaning. */
        void secure(TlsSide side) {
            if (isClosed || hasFinished) {
                return;
            }
            handshake = Optional.of(SimulatedHandshake.of(side));
            isReading = true;
            handshake.get().opening().ifPresent(this::transmitOctets);
            scheduler.soon(life.node(), this::read);
        }

        private void shakeHands(SimulatedHandshake current) {
            Octets message = arrived.remove();
            handshake = Optional.empty();
            if (current.accepts(message)) {
                current.answer().ifPresent(this::transmitOctets);
                life.handle(new Input.Secured(id, SimulatedHandshake.SESSION));
                scheduler.soon(life.node(), this::read);
            } else {
                End target = other;
                closed(CloseCause.TLS_FAILED);
                transmit(target::peerGivesUp);
            }
        }

        private void peerGivesUp() {
            closed(handshake.isPresent() ? CloseCause.TLS_FAILED : CloseCause.RESET);
        }

        void finish() {
            if (isClosed || hasFinished) {
                return;
            }
            hasFinished = true;
            arrived.clear();
            End target = other;
            transmit(target::otherFinishes);
            closeIfBothFinished();
            scheduler.at(scheduler.now().plus(LINGER), life.node(), this::abort);
        }

        private void otherFinishes() {
            hasOtherFinished = true;
            closeIfBothFinished();
            read();
        }

        private void closeIfBothFinished() {
            if (hasFinished && hasOtherFinished) {
                closed(CloseCause.FINISHED);
            }
        }

        void abort() {
            if (isClosed) {
                return;
            }
            closed(CloseCause.ABORTED);
            End target = other;
            transmit(() -> target.closed(CloseCause.RESET));
        }

        void closed(CloseCause cause) {
            if (!isClosed) {
                isClosed = true;
                arrived.clear();
                life.connectionClosed(id);
                life.tell(new Input.Closed(id, cause));
            }
        }
    }
}
