package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Reservation;
import org.dslab.engine.time.Timer;

/**
 * The reserve protocol (DS-43): of sites that list each other, share the domain and do not force, two never create the
 * same address. A site reserves it durably, and says 4 about it, before it asks; so of two that are told 3 by each other
 * one must have been asked before it reserved, and then the other had reserved already when it answered.
 */
final class ReserveProtocol implements CreationProtocol {

    private final AccountParts parts;
    private final AddressStore store;
    private final List<Attempt> attempts = new ArrayList<>();

    ReserveProtocol(AccountParts parts, AddressStore store) {
        this.parts = parts;
        this.store = store;
    }

    @Override
    public void begin(Creation creation, Consumer<CreationResult> done) {
        Attempt attempt = new Attempt(creation, done);
        attempts.add(attempt);
        attempt.reserve();
    }

    @Override
    public void hostsChanged() {
        List.copyOf(attempts).forEach(Attempt::abort);
    }

    private enum Stage {
        /** The reservation is on its way to the store: nobody knows of it. */
        RESERVING,
        ASKING,
        /** Between two rounds. */
        WAITING,
        /** The account, or the end of the reservation, is on its way to the store: nothing can stop that. */
        ENDING
    }

    private final class Attempt {

        private final Creation creation;
        private final EmailAddress address;
        private final Consumer<CreationResult> done;
        private Stage stage = Stage.RESERVING;
        private boolean isAborted;
        private Optional<HostPoll> poll = Optional.empty();
        private Optional<Timer> pause = Optional.empty();

        Attempt(Creation creation, Consumer<CreationResult> done) {
            this.creation = creation;
            this.address = creation.address();
            this.done = done;
        }

        /** Rule 1. */
        void reserve() {
            parts.effects().commit(List.of(new Change.Reserved(new Reservation(address))), failure -> {
                if (failure.isPresent()) {
                    end(CreationProtocol.notStored());
                    return;
                }
                parts.directory().reserve(address);
                parts.effects().record(new SiteEvent.AddressReserved(address));
                if (isAborted) {
                    release(CreationProtocol.aborted());
                } else {
                    ask(1);
                }
            });
        }

        /** Rule 2: only now that the reservation shows. */
        private void ask(int round) {
            stage = Stage.ASKING;
            poll = Optional.of(HostPoll.begin(parts, address, answers -> answered(answers, round)));
        }

        private void answered(HostPoll.Result answers, int round) {
            switch (Ruling.whenReserved(answers, creation, parts.settings().site(), round)) {
                case Ruling.Create create -> create();
                case Ruling.Refuse refuse ->
                    release(new CreationResult.Refused(refuse.reason(), refuse.again(), refuse.host()));
                case Ruling.AskAgain again -> {
                    stage = Stage.WAITING;
                    pause = Optional.of(parts.timers()
                            .after(parts.settings().sharing().lookupTimeout().multipliedBy(2), () -> ask(round + 1)));
                }
            }
        }

        /** Rule 3: one commit turns the reservation into the account. */
        private void create() {
            stage = Stage.ENDING;
            store.store(creation, List.of(new Change.ReservationEnded(address.key())), failure -> {
                if (failure.isPresent()) {
                    release(CreationProtocol.notStored());
                } else {
                    end(new CreationResult.Done());
                }
            });
        }

        /** Rules 4 and 5. If the store cannot take it, the next start does: no reservation outlives one. */
        private void release(CreationResult.Refused why) {
            stage = Stage.ENDING;
            parts.effects().commit(List.of(new Change.ReservationEnded(address.key())), failure -> {
                parts.directory().release(address);
                parts.effects().record(new SiteEvent.ReservationReleased(address, why.reason()));
                end(why);
            });
        }

        private void end(CreationResult result) {
            attempts.remove(this);
            done.accept(result);
        }

        /** Rule 7. */
        void abort() {
            switch (stage) {
                case RESERVING -> isAborted = true;
                case ASKING -> {
                    poll.ifPresent(HostPoll::cancel);
                    release(CreationProtocol.aborted());
                }
                case WAITING -> {
                    pause.ifPresent(Timer::cancel);
                    release(CreationProtocol.aborted());
                }
                case ENDING -> {
                    // It has been decided.
                }
            }
        }
    }
}
