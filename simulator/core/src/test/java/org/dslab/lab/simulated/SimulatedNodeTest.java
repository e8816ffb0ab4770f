package org.dslab.lab.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.lab.simulated.ToyLab.send;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.history.Event;
import org.dslab.lab.world.LabFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DS-36, DS-37: time, store, crashes and restarts as a node sees them. */
class SimulatedNodeTest {

    private static final Instant START = SimulatedWorld.START;

    private ToyLab lab;

    SimulatedNodeTest() throws LabFailure {
        lab = new ToyLab();
    }

    @BeforeEach
    void freshLab() throws LabFailure {
        lab = new ToyLab();
    }

    private static Effect commit(long id, String address) {
        Account account = new Account(EmailAddress.of(address), AccountState.ACTIVE);
        return new Effect.Commit(id, List.of(new Change.AccountStored(account)));
    }

    private static Effect store(long commit, long body) {
        return new Effect.Commit(
                commit,
                List.of(new Change.MessageStored(new StoredMessage(
                        "q1",
                        "",
                        List.of(),
                        "<m@lab.invalid>",
                        Octets.EMPTY,
                        body,
                        0,
                        0,
                        false,
                        false,
                        START,
                        false))));
    }

    private Input.Started restarted(String node) throws LabFailure {
        lab.world().crash(node);
        lab.world().settle();
        lab.forget();
        lab.world().start(node);
        lab.world().settle();
        return (Input.Started) lab.toldTo(node).getFirst();
    }

    @Test
    void commitsAreAnsweredInTheirOrderAndOutliveARestart() throws LabFailure {
        lab.make("tokyo", commit(1, "akira@example.com"), commit(2, "botan@example.com"));
        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Committed(1), new Input.Committed(2));

        assertThat(restarted("tokyo").recovered().accounts())
                .extracting(account -> account.address().toString())
                .containsExactly("akira@example.com", "botan@example.com");
    }

    @Test
    void whatIsNotCommittedYetIsLostInACrash() throws LabFailure {
        lab.begin("tokyo", commit(1, "akira@example.com"));
        Input.Started started = restarted("tokyo");

        assertThat(started.recovered().seeded()).isFalse();
        assertThat(started.recovered().accounts()).isEmpty();
        assertThat(lab.toldTo("tokyo")).as("no answer from before the crash").hasSize(1);
    }

    @Test
    void everyStartHasItsOwnSeedAndEverySiteToo() throws LabFailure {
        assertThat(List.of(
                        restarted("tokyo").seed(),
                        restarted("tokyo").seed(),
                        restarted("osaka").seed()))
                .doesNotHaveDuplicates();
        ToyLab again = new ToyLab();
        lab = again;
        long first = restarted("tokyo").seed();
        lab = new ToyLab();
        assertThat(restarted("tokyo").seed()).isEqualTo(first);
    }

    @Test
    void aBodyThatNoMessageNamesIsGoneAfterACrash() throws LabFailure {
        lab.make(
                "tokyo",
                new Effect.AppendBody(1, Octets.latin1("kept")),
                store(1, 1),
                new Effect.AppendBody(2, Octets.latin1("orphan")));
        restarted("tokyo");

        lab.make("tokyo", new Effect.ReadBody(1, 0, 100), new Effect.ReadBody(2, 0, 100));

        assertThat(lab.toldTo("tokyo"))
                .endsWith(
                        new Input.BodyRead(1, 0, Octets.latin1("kept"), true),
                        new Input.BodyRead(2, 0, Octets.EMPTY, true));
    }

    @Test
    void aBodyIsReadInTheLengthsAskedFor() throws LabFailure {
        lab.make(
                "tokyo", new Effect.AppendBody(1, Octets.latin1("abc")), new Effect.AppendBody(1, Octets.latin1("de")));

        lab.make("tokyo", new Effect.ReadBody(1, 0, 2), new Effect.ReadBody(1, 2, 1), new Effect.ReadBody(1, 3, 9));

        assertThat(lab.toldTo("tokyo"))
                .containsExactly(
                        new Input.BodyRead(1, 0, Octets.latin1("ab"), false),
                        new Input.BodyRead(1, 2, Octets.latin1("c"), false),
                        new Input.BodyRead(1, 3, Octets.latin1("de"), true));
    }

    /** DS-37: filing again after a crash makes no second copy. */
    @Test
    void aMessageIsFiledOncePerKeyAlsoAcrossARestart() throws LabFailure {
        Octets head = Octets.latin1("Message-ID: <m1@lab.invalid>\r\n\r\n");
        lab.make("tokyo", new Effect.File(1, "akira@example.com", "q1 akira", head, 1));
        restarted("tokyo");
        lab.make("tokyo", new Effect.File(1, "akira@example.com", "q1 akira", head, 1));
        lab.make("tokyo", new Effect.File(2, "akira@example.com", "q2 akira", head, 1));

        assertThat(lab.toldTo("tokyo")).endsWith(new Input.Filed(1), new Input.Filed(2));
        Event copy = new Event.MailboxReceived("akira@example.com", "<m1@lab.invalid>");
        assertThat(lab.history())
                .filteredOn(Event.MailboxReceived.class::isInstance)
                .containsExactly(copy, copy);
    }

    @Test
    void aCrashResetsThePeersAndForgetsTheAlarms() throws LabFailure {
        lab.connect();
        lab.world().command("osaka", new Toy.WakeAt(START.plusSeconds(5)));
        lab.world().settle();
        lab.begin("tokyo", send(1, "on its way"));

        lab.world().crash("osaka");
        lab.world().settle();
        lab.world().start("osaka");
        lab.world().advance(Duration.ofSeconds(10));

        assertThat(lab.history()).containsExactly(new Event.SiteCrashed());
        assertThat(lab.toldTo("tokyo")).endsWith(new Input.Closed(1, CloseCause.RESET));
        assertThat(lab.toldTo("osaka"))
                .hasOnlyElementsOfType(Input.Started.class)
                .hasSize(1);
    }

    @Test
    void timeStopsAtEveryAlarmAndAnAlarmThatWasMovedRingsOnce() throws LabFailure {
        lab.world().command("tokyo", new Toy.WakeAt(START.plusSeconds(20)));
        lab.world().command("osaka", new Toy.WakeAt(START.plusSeconds(7)));
        lab.world().settle();
        lab.world().command("tokyo", new Toy.WakeAt(START.plusSeconds(10)));
        lab.world().command("osaka", new Toy.WakeAt(START.plusSeconds(12)));

        lab.world().advance(Duration.ofSeconds(30));

        assertThat(lab.seenBy("tokyo")).containsExactly(new ToyLab.Seen(Duration.ofSeconds(10), new Input.Wake()));
        assertThat(lab.seenBy("osaka")).containsExactly(new ToyLab.Seen(Duration.ofSeconds(12), new Input.Wake()));
        assertThat(lab.world().now()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void aLabThatDoesNotComeToRestFailsAndNamesTheNodes() throws LabFailure {
        ToyLab endless = new ToyLab(input -> input instanceof Input.BodyRead ? readAgain() : List.of());

        endless.begin("osaka", new Effect.ReadBody(1, 0, 1));

        assertThatThrownBy(() -> endless.world().settle())
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("does not come to rest")
                .hasMessageContaining("osaka=")
                .hasMessageNotContaining("tokyo");
    }

    private static List<Effect> readAgain() {
        return List.of(new Effect.ReadBody(1, 0, 1));
    }
}
