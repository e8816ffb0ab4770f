package org.dslab.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.junit.jupiter.api.Test;

class SiteMetricsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EmailAddress BOTAN = EmailAddress.of("botan@example.com");

    private final SiteMetrics metrics = new SiteMetrics();

    private List<String> countedAfter(SiteEvent... events) {
        for (SiteEvent event : events) {
            metrics.event(NOON, event);
        }
        return metrics.text()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.endsWith(" 0"))
                .toList();
    }

    @Test
    void mailIsCountedByWhatBecameOfIt() {
        assertThat(countedAfter(
                        new SiteEvent.SenderReplied(1, "eve@elsewhere.test", 250, "ok"),
                        new SiteEvent.RecipientReplied(1, "botan@example.com", 250, "ok", DecidedBy.LOOKUP),
                        new SiteEvent.RecipientReplied(1, "chie@example.com", 451, "later", DecidedBy.LOOKUP),
                        new SiteEvent.MessageReplied(1, "q1", "<m1>", List.of("botan@example.com"), 250, "ok"),
                        new SiteEvent.MessageReplied(1, "", "<m2>", List.of("botan@example.com"), 552, "large"),
                        new SiteEvent.RecipientDelivered("q1", "<m1>", "b", RouteKind.SHARING_HOST, "osaka"),
                        new SiteEvent.RecipientDeferred("q1", "b", "akira@example.com", "452", NOON),
                        new SiteEvent.RecipientDeferred("q1", "b", "osaka", "451", NOON),
                        new SiteEvent.RecipientDeferred("q1", "b", "", "451", NOON),
                        new SiteEvent.RecipientFailed("q1", "<m1>", "b", "550"),
                        new SiteEvent.OutcomeUnknown("q1", "<m1>", List.of("a", "b"), "osaka")))
                .containsExactlyInAnyOrder(
                        "dslab_sender_replies_total{code=\"2xx\"} 1",
                        "dslab_recipient_replies_total{code=\"2xx\",by=\"lookup\"} 1",
                        "dslab_recipient_replies_total{code=\"4xx\",by=\"lookup\"} 1",
                        "dslab_messages_accepted_total 1",
                        "dslab_message_replies_total{code=\"2xx\"} 1",
                        "dslab_message_replies_total{code=\"5xx\"} 1",
                        "dslab_recipients_delivered_total{kind=\"sharing-host\"} 1",
                        "dslab_recipients_deferred_total{kind=\"mailbox\"} 1",
                        "dslab_recipients_deferred_total{kind=\"next-hop\"} 1",
                        "dslab_recipients_deferred_total{kind=\"undecided\"} 1",
                        "dslab_recipients_bounced_total 1",
                        "dslab_outcomes_unknown_total 2");
    }

    @Test
    void postsAndTheQuestionsAboutTheirListsAreCounted() {
        assertThat(countedAfter(
                        new SiteEvent.PostDistributed(
                                "q1", "<m1>", "all@example.com", "", "q2", List.of("a"), List.of()),
                        new SiteEvent.PostDiscarded("q3", "<m1>", "all@example.com", "osaka"),
                        new SiteEvent.ListHostAnswered("q2", "<m1>", "all@example.com", "osaka", 5, ""),
                        new SiteEvent.ListHostAnswered("q2", "<m1>", "all@example.com", "kyoto", -1, "no answer")))
                .containsExactlyInAnyOrder(
                        "dslab_list_posts_total{result=\"distributed\"} 1",
                        "dslab_list_posts_total{result=\"discarded\"} 1",
                        "dslab_list_host_answers_total{host=\"osaka\",status=\"5\"} 1",
                        "dslab_list_host_answers_total{host=\"kyoto\",status=\"none\"} 1");
    }

    @Test
    void lookupsAndQueriesAreCountedByTheirResult() {
        assertThat(countedAfter(
                        new SiteEvent.LookupStarted(1, BOTAN, LookupPurpose.RECIPIENT),
                        new SiteEvent.HostAnswered(1, "osaka", "botan@example.com", 5, ""),
                        new SiteEvent.HostAnswered(1, "kyoto", "botan@example.com", -1, "timed out"),
                        new SiteEvent.LookupFinished(1, BOTAN, LookupResult.FOUND, "osaka"),
                        new SiteEvent.RememberedUsed(
                                BOTAN, new HostPort("osaka.example", 25), NOON, LookupPurpose.ROUTING),
                        new SiteEvent.QueryAnswered(new Endpoint("192.0.2.1", 4069), "botan@example.com", 3)))
                .containsExactlyInAnyOrder(
                        "dslab_lookups_started_total{purpose=\"recipient\"} 1",
                        "dslab_host_answers_total{host=\"osaka\",status=\"5\"} 1",
                        "dslab_host_answers_total{host=\"kyoto\",status=\"none\"} 1",
                        "dslab_lookups_finished_total{result=\"found\"} 1",
                        "dslab_verified_used_total{purpose=\"routing\"} 1",
                        "dslab_minger_queries_answered_total{status=\"3\"} 1");
    }

    @Test
    void hostsWithoutEndAreCountedTogether() {
        for (int i = 0; i < 5000; i++) {
            metrics.event(NOON, new SiteEvent.HostAnswered(i, "host" + i, "botan@example.com", 5, ""));
        }
        assertThat(metrics.text().lines().filter(line -> line.startsWith("dslab_host_answers_total{")))
                .hasSizeLessThan(600)
                .contains("dslab_host_answers_total{host=\"other\",status=\"5\"} 4500");
    }

    @Test
    void aNameCannotBreakTheFormat() {
        assertThat(countedAfter(new SiteEvent.HostAnswered(1, "a\"b\\c\nd", "botan@example.com", 5, "")))
                .containsExactly("dslab_host_answers_total{host=\"a\\\"b\\\\c\\nd\",status=\"5\"} 1");
    }

    @Test
    void everyFamilySaysWhatItIs() {
        assertThat(metrics.text())
                .contains("# HELP dslab_messages_accepted_total ", "# TYPE dslab_messages_accepted_total counter\n")
                .endsWith("\n");
        assertThat(SiteMetrics.gauge("dslab_queue_messages", "Waiting.", 7)).isEqualTo("""
                        # HELP dslab_queue_messages Waiting.
                        # TYPE dslab_queue_messages gauge
                        dslab_queue_messages 7
                        """);
    }
}
