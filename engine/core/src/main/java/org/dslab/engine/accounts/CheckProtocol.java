package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The guide's plain check-then-create (DS-40): two sites that create one address at the same moment are both told that
 * nobody has it, and both succeed (DS-42).
 */
final class CheckProtocol implements CreationProtocol {

    private final AccountParts parts;
    private final AddressStore store;
    private final List<Attempt> asking = new ArrayList<>();

    CheckProtocol(AccountParts parts, AddressStore store) {
        this.parts = parts;
        this.store = store;
    }

    @Override
    public void begin(Creation creation, Consumer<CreationResult> done) {
        Attempt attempt = new Attempt(creation, done);
        asking.add(attempt);
        attempt.poll = Optional.of(HostPoll.begin(parts, creation.address(), attempt::answered));
    }

    @Override
    public void hostsChanged() {
        List<Attempt> aborted = List.copyOf(asking);
        asking.clear();
        for (Attempt attempt : aborted) {
            attempt.poll.ifPresent(HostPoll::cancel);
            attempt.done.accept(CreationProtocol.aborted());
        }
    }

    private final class Attempt {

        private final Creation creation;
        private final Consumer<CreationResult> done;
        private Optional<HostPoll> poll = Optional.empty();

        Attempt(Creation creation, Consumer<CreationResult> done) {
            this.creation = creation;
            this.done = done;
        }

        void answered(HostPoll.Result answers) {
            asking.remove(this);
            switch (Ruling.whenChecking(answers, creation)) {
                case Ruling.Refuse refuse ->
                    done.accept(new CreationResult.Refused(refuse.reason(), refuse.again(), refuse.host()));
                case Ruling.Create create ->
                    store.store(
                            creation,
                            List.of(),
                            failure -> done.accept(
                                    failure.isPresent() ? CreationProtocol.notStored() : new CreationResult.Done()));
                case Ruling.AskAgain again -> throw new IllegalStateException("a check is made once");
            }
        }
    }
}
