package org.dslab.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private LogFormat format = LogFormat.TEXT;
    private EventLog.Queries queries = EventLog.Queries.OMITTED;

    private final StringWriter written = new StringWriter();

    private String log(SiteEvent event) {
        try (EventLog log = new EventLog(new PrintWriter(written), format, queries)) {
            log.event(NOON, event);
        }
        return written.toString();
    }

    @Test
    void aLineNamesTheTimeTheEventAndItsParts() {
        EmailAddress akira = EmailAddress.parse("akira@example.com").orElseThrow();
        assertThat(log(new SiteEvent.Started(List.of(akira), 3)))
                .isEqualTo("2026-03-01T12:00:00.000000Z started accounts=[akira@example.com] queued=3\n");
    }

    @Test
    void whatAClientSaidCannotForgeALineOrAPart() {
        assertThat(log(new SiteEvent.RecipientReplied(
                        -7, "a\" code=250\r\n2026@\u2028\u001b[31m", 550, "5.1.1 \\ no", DecidedBy.LOCAL)))
                .isEqualTo("2026-03-01T12:00:00.000000Z recipient-replied session=-7"
                        + " recipient=\"a\\\" code=250\\u000d\\u000a2026@\\u2028\\u001b[31m\" code=550"
                        + " text=\"5.1.1 \\\\ no\" by=local\n");
    }

    @Test
    void bidirectionalAndInvisibleCharactersAreEscaped() {
        assertThat(log(new SiteEvent.RecipientReplied(-7, "a\u202eb\u200b", 550, "no", DecidedBy.LOCAL)))
                .contains("recipient=\"a\\u202eb\\u200b\"");
    }

    @Test
    void everyLineIsWrittenByTheTimeItIsClosed() {
        try (EventLog log = new EventLog(new PrintWriter(written), format, queries)) {
            for (int i = 0; i < 20_000; i++) {
                log.trouble(NOON, "line " + i);
            }
        }
        assertThat(written.toString().lines())
                .hasSize(20_000)
                .last()
                .isEqualTo("2026-03-01T12:00:00.000000Z driver line 19999");
    }

    @Test
    void answeredQueriesAreLoggedOnlyWhereWanted() {
        SiteEvent answered = new SiteEvent.QueryAnswered(new Endpoint("192.0.2.1", 4069), "botan@example.com", 5);
        assertThat(log(answered)).isEmpty();
        queries = EventLog.Queries.LOGGED;
        assertThat(log(answered))
                .isEqualTo("2026-03-01T12:00:00.000000Z query-answered client=192.0.2.1:4069"
                        + " mailbox=botan@example.com status=5\n");
    }

    @Test
    void aJsonLineHasTimeEventAndFieldsWhateverAClientSaid() {
        format = LogFormat.JSON;
        assertThat(log(new SiteEvent.RecipientReplied(-7, "a\"\r\n\u2028\u001b[31m", 550, "no", DecidedBy.NOT_SHARED)))
                .isEqualTo("{\"time\":\"2026-03-01T12:00:00.000000Z\",\"event\":\"recipient-replied\",\"fields\":"
                        + "{\"session\":-7,\"recipient\":\"a\\\"\\u000d\\u000a\\u2028\\u001b[31m\",\"code\":550,"
                        + "\"text\":\"no\",\"by\":\"not-shared\"}}\n");
    }

    @Test
    void aReaderThatStallsCostsLinesAndNeverHoldsTheSiteUp() throws InterruptedException {
        StalledReader stalled = new StalledReader();
        EventLog log = new EventLog(new PrintWriter(stalled), format, queries);
        log.trouble(NOON, "first");
        stalled.reached.await();
        for (int i = 0; i < 100_000; i++) {
            log.trouble(NOON, "line " + i);
        }
        assertThat(log.dropped()).isPositive();
        assertThat(log.finish()).as("everything was written").isFalse();
        stalled.goOn.countDown();
        assertThat(log.finish()).isTrue();
        assertThat(stalled.written.toString().lines())
                .hasSize(100_000 + 2 - (int) log.dropped())
                .last()
                .isEqualTo("2026-03-01T12:00:00.000000Z log-lines-dropped count=" + log.dropped());
    }

    private static final class StalledReader extends Writer {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final StringWriter written = new StringWriter();

        @Override
        public void write(char[] text, int from, int length) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            written.write(text, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
