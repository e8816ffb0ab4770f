package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.junit.jupiter.api.Test;

/** A hundred thousand messages wait for a dead host (DS-34). */
class LongQueueTest {

    private static final int MESSAGES = 100_000;

    /** Effects of one step that cost the site's other work little time and memory. */
    private static final int MUCH = 2_000;

    private static final String HEAD = """
            Received: from client.example ([192.0.2.50])\r
            \tby mx.tokyo.example.com with ESMTP id 123456789012;\r
            \tThu, 1 Jan 2026 00:00:00 +0000\r
            """;

    private Site site = new Site(settings().build());
    private final List<Effect.Open> opened = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Instant now = SiteHarness.START;
    private int most;

    private static Settings settings() {
        return Settings.of("tokyo")
                .account("akira", AccountState.ACTIVE)
                .host("osaka", "osaka.example", Optional.empty());
    }

    private static List<StoredMessage> messages() {
        List<StoredMessage> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(new StoredMessage(
                    String.format("%012d", i),
                    "eve" + i + "@elsewhere.test",
                    List.of(StoredRecipient.fresh(
                            EmailAddress.of("botan" + i + "@example.com"),
                            new Route.Shared(new HostPort("osaka.example", 25)),
                            SiteHarness.START)),
                    "<m" + i + "@elsewhere.test>",
                    Octets.latin1(HEAD),
                    i + 1,
                    1000,
                    2,
                    false,
                    false,
                    SiteHarness.START,
                    false));
        }
        return messages;
    }

    /** Every connection is refused; commits succeed. */
    private void feed(Input first) {
        ArrayDeque<Input> inputs = new ArrayDeque<>(List.of(first));
        while (!inputs.isEmpty()) {
            List<Effect> step = site.handle(now, inputs.remove());
            most = Math.max(most, step.size());
            for (Effect effect : step) {
                effects.add(effect);
                if (effect instanceof Effect.Open open) {
                    opened.add(open);
                    inputs.add(new Input.Closed(open.connection(), CloseCause.REFUSED));
                } else if (effect instanceof Effect.Commit commit) {
                    inputs.add(new Input.Committed(commit.commit()));
                } else if (effect instanceof Effect.ReadBody read) {
                    inputs.add(new Input.BodyRead(
                            read.body(), read.offset(), Octets.latin1("Subject: waits\r\n\r\n"), true));
                }
            }
        }
    }

    private void start() {
        List<StoredMessage> messages = messages();
        SpoolState state = new SpoolState(
                false, messages, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        feed(new Input.Started(state, 1));
    }

    /**
     * DS-34, DS-36: a dead host is probed by one connection per interval, which costs the same however many wait for it;
     * meanwhile mail is accepted as ever.
     */
    @Test
    void aProbeTouchesNoneOfTheMessagesThatWaitAndNewMailIsAccepted() {
        assertTimeout(Duration.ofSeconds(30), this::start);
        assertThat(opened).as("probes at the start").hasSizeBetween(1, 4);
        opened.clear();
        effects.clear();
        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 100; i++) {
                now = site.nextWake().orElseThrow();
                feed(new Input.Wake());
            }
        });
        assertThat(opened).hasSize(100);
        assertThat(effects).hasSizeLessThan(1000);
        assertThat(effects)
                .noneMatch(effect -> effect instanceof Effect.Recorded recorded
                        && recorded.event() instanceof SiteEvent.RecipientDeferred);

        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 1; i <= 100; i++) {
                mail(-i);
            }
        });
        assertThat(effects).filteredOn(Effect.File.class::isInstance).hasSize(100);
    }

    /** DS-71, DS-34: whatever becomes of all of them at once is done a little at a time. */
    @Test
    void whenTheHostIsRemovedItsMailIsReturnedALittleAtATime() {
        assertTimeout(Duration.ofSeconds(30), this::start);
        effects.clear();
        most = 0;
        feed(new Input.Command(1, new SiteRequest.RemoveHost("osaka")));
        wakeUntilIdle();
        assertThat(recorded(SiteEvent.NotificationQueued.class)).hasSize(MESSAGES);
        assertThat(most).isLessThan(MUCH);
    }

    /** DS-31, DS-32. */
    @Test
    void toTheSmartHostTheyMoveALittleAtATime() {
        site = new Site(settings()
                .sharing(true, false, true, List.of())
                .smartHost("smart.example")
                .build());
        assertTimeout(Duration.ofSeconds(30), this::start);
        wakeUntilIdle();
        assertThat(recorded(SiteEvent.RecipientRouted.class)).hasSize(MESSAGES);
        assertThat(most).isLessThan(MUCH);
    }

    private void wakeUntilIdle() {
        assertTimeout(Duration.ofSeconds(60), () -> {
            while (site.nextWake().filter(due -> !due.isAfter(now)).isPresent()) {
                feed(new Input.Wake());
            }
        });
    }

    private <E extends SiteEvent> List<E> recorded(Class<E> kind) {
        return effects.stream()
                .filter(Effect.Recorded.class::isInstance)
                .map(effect -> ((Effect.Recorded) effect).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void mail(long client) {
        feed(new Input.Accepted(client, Service.SMTP, new Endpoint("192.0.2.50", 40000)));
        List<String> lines = List.of(
                "EHLO client.example",
                "MAIL FROM:<eve@elsewhere.test>",
                "RCPT TO:<akira@example.com>",
                "DATA",
                "Hello",
                ".");
        for (String line : lines) {
            feed(new Input.Received(client, Octets.latin1(line + "\r\n")));
        }
    }
}
