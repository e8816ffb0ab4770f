package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.delivery.QueueEntry;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.event.SiteEvent;
import org.junit.jupiter.api.Test;

/** What the spool has lost or altered is said, and never delivered (DS-36). */
class DamagedMailTest {

    private static final String EVE = "eve@elsewhere.test";

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());

    private void acceptDamaged(String messageId, String recipient) {
        site.store().bodiesAreDamaged();
        SiteHarness.Client client = site.client("192.0.2.50");
        if (client.begin(EVE, recipient).isEmpty()) {
            site.answer("osaka.example", "5");
        }
        client.heard();
        assertThat(client.data(messageId)).contains("250 2.0.0");
        site.store().works();
    }

    private List<String> alerts() {
        return ((StatusAnswer.Status) site.ask(new StatusRequest.Status())).alerts();
    }

    private List<QueueEntry> queue() {
        QueueSelection all = new QueueSelection.All();
        return ((SiteAnswer.QueueList) site.ask(new SiteRequest.ListQueue(all, "", 10))).messages();
    }

    private List<String> warnings() {
        return site.events(SiteEvent.Warned.class).stream()
                .map(SiteEvent.Warned::text)
                .toList();
    }

    /** DS-36. */
    @Test
    void holdsMailForAnotherSiteWhoseBodyIsDamaged() {
        FakeNextHop osaka = site.reachable("osaka.example:25");
        acceptDamaged("<m1@x>", "botan@example.com");
        site.advance(Duration.ofDays(6));
        assertThat(osaka.messages()).isEmpty();
        assertThat(queue()).extracting(QueueEntry::held).containsExactly(true);
        assertThat(alerts()).singleElement().asString().contains("is damaged in the spool", "queue bounce");
        assertThat(warnings()).contains(alerts().getFirst());
    }

    /** DS-36. */
    @Test
    void holdsMailForAMailboxWhoseBodyIsDamaged() {
        acceptDamaged("<m1@x>", "akira@example.com");
        site.advance(Duration.ofDays(6));
        assertThat(site.filed()).isEmpty();
        assertThat(queue()).extracting(QueueEntry::held).containsExactly(true);
        site.restart();
        assertThat(queue()).extracting(QueueEntry::held).containsExactly(true);
    }

    /** DS-36, DS-38: the alert lasts as long as the message is held. */
    @Test
    void theOperatorEndsAnAlertByDeletingTheMessage() {
        acceptDamaged("<m1@x>", "akira@example.com");
        assertThat(alerts()).hasSize(1);
        site.ask(new SiteRequest.ChangeQueue(new QueueSelection.All(), QueueAction.DELETE));
        assertThat(queue()).isEmpty();
        assertThat(alerts()).isEmpty();
    }

    /** DS-36. */
    @Test
    void aReleasedMessageThatIsStillDamagedIsHeldAgain() {
        acceptDamaged("<m1@x>", "akira@example.com");
        site.store().bodiesAreDamaged();
        site.ask(new SiteRequest.ChangeQueue(new QueueSelection.All(), QueueAction.RELEASE));
        assertThat(queue()).extracting(QueueEntry::held).containsExactly(true);
        assertThat(site.filed()).isEmpty();
    }

    /** DS-36. */
    @Test
    void whatTheSpoolLostIsAWarningAndAnAlert() {
        site.restartFinding("3 commits are lost");
        assertThat(warnings()).contains("3 commits are lost");
        assertThat(alerts()).containsExactly("3 commits are lost");
    }
}
