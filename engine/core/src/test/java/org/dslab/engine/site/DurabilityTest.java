package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueEntry;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;

/** What a site promises about accepted mail, whatever its store does (DS-36, DS-37). */
class DurabilityTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String OSAKA = "osaka.example:25";

    private final SiteHarness site = new SiteHarness(
            Settings.tokyo().account("chika", AccountState.ACTIVE).build());

    private String accept(String messageId, String recipient) {
        SiteHarness.Client client = site.client("192.0.2.50");
        if (client.begin(EVE, recipient).isEmpty()) {
            site.answer("osaka.example", "5");
        }
        client.heard();
        return client.data(messageId);
    }

    private List<String> warnings() {
        return site.events(SiteEvent.Warned.class).stream()
                .map(SiteEvent.Warned::text)
                .toList();
    }

    /** DS-36. */
    @Test
    void withoutSpaceTheSenderIsToldToTryAgainAndIsServedWhenThereIsSpace() {
        site.store().fails(CommitFailure.FULL);
        assertThat(accept("<m1@x>", "akira@example.com")).startsWith("452 4.3.1");
        assertThat(site.filed()).isEmpty();

        site.store().works();
        assertThat(accept("<m1@x>", "akira@example.com")).contains("250 2.0.0");
        assertThat(site.filed()).hasSize(1);
    }

    /** DS-36. */
    @Test
    void aStoreThatFailsMeansTryAgainToo() {
        site.store().fails(CommitFailure.IO);
        assertThat(accept("<m1@x>", "akira@example.com")).contains("451 4.3.0").doesNotContain("250");
    }

    /** DS-36, DS-37. */
    @Test
    void anAcceptedMessageIsDeliveredOnceByALaterLifeOfTheSite() {
        assertThat(accept("<m1@x>", "botan@example.com")).contains("250 2.0.0");
        site.restart();
        FakeNextHop osaka = site.reachable(OSAKA);
        site.advance(Duration.ofHours(1));
        site.restart();
        site.advance(Duration.ofDays(6));
        assertThat(osaka.messages()).hasSize(1).first().asString().contains("Message-ID: <m1@x>");
    }

    /** DS-37: what cannot be recorded as done is, at the worst, done again; it is never forgotten. */
    @Test
    void aDeliveryThatCannotBeRecordedIsRecordedLaterAndNotRepeated() {
        assertThat(accept("<m1@x>", "botan@example.com")).contains("250 2.0.0");
        site.store().fails(CommitFailure.FULL);
        FakeNextHop osaka = site.reachable(OSAKA);
        site.advance(Duration.ofHours(1));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.events(SiteEvent.MessageDone.class)).isEmpty();

        site.store().works();
        site.advance(Duration.ofMinutes(2));
        assertThat(site.events(SiteEvent.MessageDone.class)).hasSize(1);
        site.restart();
        site.advance(Duration.ofDays(6));
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-36: with an alert; other mail for the same host does not suffer. */
    @Test
    void aMessageThatCannotBeReadWaitsAndTheSiteGoesOn() {
        FakeNextHop osaka = site.reachable(OSAKA);
        site.store().bodiesAreUnreadable();
        assertThat(accept("<m1@x>", "botan@example.com")).contains("250 2.0.0");
        assertThat(osaka.messages()).isEmpty();
        assertThat(warnings()).anyMatch(text -> text.contains("cannot be read"));
        assertThat(site.events(SiteEvent.RecipientDeferred.class))
                .extracting(SiteEvent.RecipientDeferred::reply)
                .containsExactly("4.3.0 the message cannot be read from the spool of this site");

        site.store().works();
        assertThat(accept("<m2@x>", "botan@example.com")).contains("250 2.0.0");
        assertThat(osaka.messages()).hasSize(1).first().asString().contains("<m2@x>");
        site.advance(Duration.ofMinutes(10));
        assertThat(osaka.messages()).hasSize(2).last().asString().contains("<m1@x>");
    }

    /** DS-36. */
    @Test
    void aMessageThatCannotBeFiledWaitsAndIsFiledLater() {
        site.store().bodiesAreUnreadable();
        assertThat(accept("<m1@x>", "akira@example.com")).contains("250 2.0.0");
        assertThat(warnings()).anyMatch(text -> text.contains("could not be put into the mailbox akira@example.com"));
        site.store().works();
        site.advance(Duration.ofMinutes(10));
        assertThat(site.filed()).hasSize(1);
    }

    /** DS-71: the spool wins, and the administrator is told. */
    @Test
    void whereFileAndSpoolDifferIsSaidOnceAtTheStart() {
        assertThat(warnings()).noneMatch(text -> text.contains("in force"));
        site.ask(new SiteRequest.RemoveAccount(EmailAddress.of("akira@example.com")));
        site.restart();
        assertThat(warnings())
                .filteredOn(text -> text.contains("in force"))
                .containsExactly(
                        "account akira@example.com is only in the configuration, and so not in force",
                        "alias aki@example.com is only in the configuration, and so not in force");
    }

    /**
     * DS-34, DS-36, DS-37: a recipient whose notification could not be stored stays in the queue, though what is stored
     * after that serves the message's last other recipient. At no moment is the spool without it.
     */
    @Test
    void aRecipientWhoseNotificationCouldNotBeStoredStaysThoughAnotherIsDone() {
        SiteHarness tokyo =
                new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
        FakeNextHop relay = tokyo.reachable("relay.example:25");
        SiteHarness.Client client = tokyo.client("192.0.2.50");
        client.begin(EVE, "botan@example.com", "daisuke@example.com");
        tokyo.hosts().answerOne("osaka.example", "botan@example.com", "5");
        tokyo.hosts().answerOne("kyoto.example", "daisuke@example.com", "5");
        tokyo.answer("osaka.example", "3");
        tokyo.answer("kyoto.example", "3");
        client.heard();
        assertThat(client.data("<m1@x>")).contains("250 2.0.0");

        tokyo.reachable(OSAKA).replying("RCPT", "550 5.7.1 not you");
        FakeNextHop kyoto = tokyo.reachable("kyoto.example:25");
        tokyo.store().isSlow();
        tokyo.advance(Duration.ofMinutes(10));
        assertThat(kyoto.messages()).hasSize(1);
        tokyo.store()
                .failsFor(
                        CommitFailure.FULL,
                        changes -> changes.stream()
                                .anyMatch(change -> change instanceof Change.MessageStored stored
                                        && stored.message().sender().isEmpty()));
        tokyo.store().goesOn();
        assertThat(queued(tokyo)).containsExactly("botan@example.com");
        assertThat(tokyo.stored().messages()).hasSize(1);
        assertThat(tokyo.store().commits())
                .noneMatch(commit -> commit.stream().anyMatch(Change.MessageRemoved.class::isInstance));
        assertThat(tokyo.stored().messages().getFirst().recipients())
                .extracting(recipient -> recipient.address().toString())
                .containsExactly("botan@example.com");

        tokyo.store().works();
        tokyo.advance(Duration.ofMinutes(1));
        assertThat(relay.messages())
                .singleElement()
                .asString()
                .contains("X-Failed-Recipients: botan@example.com\n", "\nMessage-ID: <m1@x>\nSubject: test\n");
        assertThat(queued(tokyo)).isEmpty();
        assertThat(tokyo.stored().messages()).isEmpty();
        tokyo.advance(Duration.ofDays(6));
        assertThat(relay.messages()).hasSize(1);
        assertThat(kyoto.messages()).hasSize(1);
    }

    private static List<String> queued(SiteHarness tokyo) {
        Answer list = tokyo.ask(new SiteRequest.ListQueue(new QueueSelection.All(), "", 10));
        return ((SiteAnswer.QueueList) list)
                .messages().stream()
                        .flatMap(message -> message.recipients().stream())
                        .map(QueueEntry.Recipient::address)
                        .toList();
    }
}
