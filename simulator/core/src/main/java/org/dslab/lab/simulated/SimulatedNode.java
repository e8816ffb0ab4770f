package org.dslab.lab.simulated;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.lab.record.Seeds;

/** The simulated world's driver of one machine: feeds it inputs and carries its effects out. Decides nothing. */
final class SimulatedNode {

    private final String name;
    private final Supplier<Machine> machines;
    private final Scheduler scheduler;
    private final SimulatedNetwork network;
    private final SimulatedMailboxes mailboxes;
    private final Consumer<SiteEvent> record;
    private final long seed;
    private final MemorySpool spool = new MemorySpool();
    private Optional<Life> life = Optional.empty();
    private int starts;

    SimulatedNode(
            String name,
            Supplier<Machine> machines,
            Scheduler scheduler,
            SimulatedNetwork network,
            SimulatedMailboxes mailboxes,
            Consumer<SiteEvent> record,
            long seed) {
        this.name = name;
        this.machines = machines;
        this.scheduler = scheduler;
        this.network = network;
        this.mailboxes = mailboxes;
        this.record = record;
        this.seed = seed;
    }

    String name() {
        return name;
    }

    /** The present life; empty while the node is down. */
    Optional<Life> life() {
        return life;
    }

    void start() {
        if (life.isPresent()) {
            throw new IllegalStateException(name + " is up already");
        }
        spool.dropOrphans();
        Life started = new Life(machines.get());
        life = Optional.of(started);
        started.tell(new Input.Started(spool.state(), Seeds.derive(seed, name, ++starts)));
    }

    /** Everything that was not committed is lost. */
    void crash() {
        life.ifPresent(dying -> {
            dying.isAlive = false;
            life = Optional.empty();
            network.died(dying);
        });
    }

    /** From a start to the next crash. */
    final class Life {

        private final Machine machine;
        private final TreeMap<Long, SimulatedConnection.End> connections = new TreeMap<>();
        private boolean isAlive = true;
        private long lastAccepted;
        private Instant alarm = Instant.MAX;

        Life(Machine machine) {
            this.machine = machine;
        }

        String node() {
            return name;
        }

        boolean isAlive() {
            return isAlive;
        }

        long nextAcceptedId() {
            return --lastAccepted;
        }

        void connected(long id, SimulatedConnection.End end) {
            connections.put(id, end);
        }

        void connectionClosed(long id) {
            connections.remove(id);
        }

        /** Soon, unless it has died by then. */
        void tell(Input input) {
            scheduler.soon(name, () -> handle(input));
        }

        void handle(Input input) {
            if (!isAlive) {
                return;
            }
            for (Effect effect : machine.handle(scheduler.now(), input)) {
                carryOut(effect);
            }
            setAlarm();
        }

        private void setAlarm() {
            Instant wake = machine.nextWake().orElse(Instant.MAX);
            if (wake.isBefore(alarm)) {
                alarm = wake;
                scheduler.alarmAt(wake, name, () -> ring(wake));
            }
        }

        /** An alarm that was meant for something cancelled since wakes nobody. */
        private void ring(Instant wake) {
            if (!isAlive || !alarm.equals(wake)) {
                return;
            }
            alarm = Instant.MAX;
            if (machine.nextWake().filter(due -> !due.isAfter(scheduler.now())).isPresent()) {
                handle(new Input.Wake());
            } else {
                setAlarm();
            }
        }

        private void carryOut(Effect effect) {
            switch (effect) {
                case Effect.Open open -> network.open(this, open);
                case Effect.Send send -> {
                    SimulatedConnection.End end = connections.get(send.connection());
                    if (end != null) {
                        end.send(send.octets());
                    }
                }
                case Effect.Reading reading -> {
                    SimulatedConnection.End end = connections.get(reading.connection());
                    if (end != null) {
                        end.reading(reading.on());
                    }
                }
                case Effect.Secure secure -> {
                    SimulatedConnection.End end = connections.get(secure.connection());
                    if (end != null) {
                        end.secure(secure.side());
                    }
                }
                case Effect.CheckPassword check ->
                    // No scenario has passwords.
                    tell(new Input.PasswordChecked(check.check(), PasswordVerdict.WRONG));
                case Effect.Finish finish -> {
                    SimulatedConnection.End end = connections.get(finish.connection());
                    if (end != null) {
                        end.finish();
                    }
                }
                case Effect.Abort abort -> {
                    SimulatedConnection.End end = connections.get(abort.connection());
                    if (end != null) {
                        end.abort();
                    }
                }
                case Effect.DatagramReply reply -> network.datagrams().reply(this, reply);
                case Effect.Datagram datagram -> network.datagrams().send(this, datagram);
                case Effect.CloseDatagram close -> network.datagrams().close(this, close.socket());
                case Effect.AppendBody append -> spool.appendBody(append.body(), append.octets());
                case Effect.ReadBody read -> tell(read(read));
                case Effect.DropBody drop -> spool.dropBody(drop.body());
                case Effect.Commit commit ->
                    scheduler.soon(name, () -> {
                        if (isAlive) {
                            spool.commit(commit.changes());
                            handle(new Input.Committed(commit.commit()));
                        }
                    });
                case Effect.File file ->
                    scheduler.soon(name, () -> {
                        if (isAlive) {
                            mailboxes.file(
                                    file.mailbox(), file.key(), file.head().concat(bodyOf(file.body())));
                            handle(new Input.Filed(file.filing()));
                        }
                    });
                case Effect.Reply reply -> {
                    // What came of a command is in the machine's own records.
                }
                case Effect.Recorded recorded -> record.accept(recorded.event());
            }
        }

        private Input.BodyRead read(Effect.ReadBody read) {
            Octets piece = spool.readBody(read.body(), read.offset(), read.length());
            boolean isLast = read.offset() + piece.length() >= spool.bodySize(read.body());
            return new Input.BodyRead(read.body(), read.offset(), piece, isLast);
        }

        private Octets bodyOf(long body) {
            byte[] text = new byte[Math.toIntExact(spool.bodySize(body))];
            int at = 0;
            while (at < text.length) {
                Octets piece = spool.readBody(body, at, text.length - at);
                piece.copyTo(text, at);
                at += piece.length();
            }
            return Octets.copyOf(text);
        }
    }
}
