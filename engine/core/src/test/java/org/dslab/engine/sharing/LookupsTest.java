package org.dslab.engine.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.time.Timers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final EmailAddress BOTAN = EmailAddress.of("Botan@example.com");

    private final Timers timers = new Timers();
    private final Effects effects = new Effects();
    private final VerifiedAddresses verified = new VerifiedAddresses(Duration.ofDays(5), effects, timers);
    private final LinkedHashMap<String, Consumer<HostAnswer>> asked = new LinkedHashMap<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<LookupOutcome> outcomes = new ArrayList<>();
    private final Lookups lookups = new Lookups(
            SharingHosts.of("tokyo", List.of(host("osaka"), host("kyoto"), host("nara"))),
            (host, mailbox, done) -> {
                asked.put(host.name() + " " + mailbox, done);
                return () -> cancelled.add(host.name());
            },
            verified,
            effects,
            timers,
            10);

    LookupsTest() {
        timers.moveTo(START);
    }

    private static SharingHost host(String name) {
        return new SharingHost(
                new HostPort(name, 25),
                Optional.of(name),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false);
    }

    private void answer(String host, char status) {
        answerNow(host, status);
        timers.rest();
    }

    /** While other answers of this instant are still to come. */
    private void answerNow(String host, char status) {
        HostAnswer answer = status == 'x'
                ? new HostAnswer.None(HostAnswer.Cause.TIMED_OUT)
                : new HostAnswer.Status(MingerStatus.ofCode(status - '0').orElseThrow());
        for (Map.Entry<String, Consumer<HostAnswer>> exchange : asked.entrySet()) {
            if (exchange.getKey().startsWith(host)) {
                exchange.getValue().accept(answer);
            }
        }
    }

    private List<SiteEvent> events() {
        return effects.drain().stream()
                .filter(Effect.Recorded.class::isInstance)
                .map(effect -> ((Effect.Recorded) effect).event())
                .toList();
    }

    /** DS-03, DS-04, DS-05, DS-12 and the table of MINGER.md; x is no answer at all. */
    @ParameterizedTest
    @CsvSource({
        "333, NOT_FOUND",
        "335, FOUND",
        "533, FOUND",
        "355, FOUND",
        "xx5, FOUND",
        "125, FOUND",
        "433, CANNOT_RECEIVE",
        "344, CANNOT_RECEIVE",
        "445, FOUND",
        "43x, UNDETERMINED",
        "33x, UNDETERMINED",
        "330, UNDETERMINED",
        "331, UNDETERMINED",
        "332, UNDETERMINED",
        "xxx, UNDETERMINED"
    })
    void theAnswersOfAllHostsMakeTheResult(String statuses, LookupResult expected) {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        assertThat(asked.keySet())
                .containsExactly("osaka Botan@example.com", "kyoto Botan@example.com", "nara Botan@example.com");

        answer("osaka", statuses.charAt(0));
        answer("kyoto", statuses.charAt(1));
        answer("nara", statuses.charAt(2));

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().result()).isEqualTo(expected);
    }

    /** DS-03: even while other hosts fail or are silent. */
    @Test
    void onePositiveAnswerIsEnoughWhileOthersAreSilent() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("osaka", 'x');
        assertThat(outcomes).isEmpty();
        answer("nara", '5');

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().owner().map(SharingHost::name)).contains("nara");
        assertThat(cancelled).isEmpty();
    }

    /** DS-10. */
    @Test
    void anAddressThatSeveralHostsClaimIsReportedOnceAllHaveAnswered() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("kyoto", '5');
        answer("nara", '5');
        assertThat(events()).noneMatch(SiteEvent.ClaimedBySeveral.class::isInstance);
        answer("osaka", '3');

        assertThat(events()).contains(new SiteEvent.ClaimedBySeveral(BOTAN, List.of("kyoto", "nara")));
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().owner().map(SharingHost::name)).contains("kyoto");
    }

    /** DS-10: each answer is an input of its own, so the first one of an instant does not decide alone. */
    @Test
    void ofSeveralClaimsOfOneInstantTheFirstHostOfTheConfigurationWins() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answerNow("nara", '5');
        assertThat(outcomes).isEmpty();
        assertThat(timers.next()).contains(START);
        answerNow("kyoto", '5');
        timers.rest();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().owner().map(SharingHost::name)).contains("kyoto");
        assertThat(verified.find(BOTAN))
                .hasValueSatisfying(entry -> assertThat(entry.host()).isEqualTo(new HostPort("kyoto", 25)));

        answer("osaka", '5');
        assertThat(outcomes).hasSize(1);
        assertThat(events())
                .contains(new SiteEvent.ClaimedBySeveral(BOTAN, List.of("osaka", "kyoto", "nara")))
                .filteredOn(SiteEvent.LookupFinished.class::isInstance)
                .hasSize(1);
    }

    /** DS-10: configuration order is for ties only. */
    @Test
    void anEarlierClaimWinsOverALaterOneOfAHostThatIsConfiguredBefore() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answerNow("nara", '5');
        timers.moveTo(START.plusMillis(1));
        answerNow("osaka", '5');
        timers.rest();

        assertThat(outcomes.getFirst().owner().map(SharingHost::name)).contains("nara");
    }

    /** DS-08: an answer that was on its way when the old one turned out wrong is of no use to who asks now. */
    @Test
    void whoAsksAboutAnOutdatedAddressJoinsNoLookupThatWasUnderWay() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcome -> {});
        Map<String, Consumer<HostAnswer>> early = new LinkedHashMap<>(asked);
        asked.clear();
        lookups.outdated(BOTAN);
        lookups.ask(BOTAN, LookupPurpose.ROUTING, outcomes::add);
        assertThat(asked).hasSize(3);
        early.values().forEach(done -> done.accept(new HostAnswer.Status(MingerStatus.ACTIVE)));
        timers.rest();
        assertThat(verified.find(BOTAN)).isEmpty();

        answer("kyoto", '5');
        assertThat(outcomes).hasSize(1);
        assertThat(verified.find(BOTAN)).isPresent();
    }

    /** DS-35. */
    @ParameterizedTest
    @CsvSource({
        "533, FOUND, osaka",
        "535, FOUND, nara",
        "555, FOUND, kyoto",
        "53x, UNDETERMINED, ''",
        "543, FOUND, osaka",
        "343, CANNOT_RECEIVE, ''",
        "333, NOT_FOUND, ''"
    })
    void theHostThatSentAMessageBackIsItsOwnerOnlyIfNoOtherCanBe(String statuses, LookupResult result, String owner) {
        lookups.askAgain(BOTAN, host -> host.name().equals("osaka"), outcomes::add);
        answer("osaka", statuses.charAt(0));
        assertThat(outcomes).isEmpty();
        answer("kyoto", statuses.charAt(1));
        answer("nara", statuses.charAt(2));

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().result()).isEqualTo(result);
        assertThat(outcomes.getFirst().owner().map(SharingHost::name).orElse(""))
                .isEqualTo(owner);
        assertThat(verified.find(BOTAN).isPresent()).isNotEqualTo(owner.isEmpty());
    }

    /** DS-35, DS-06. */
    @Test
    void whatIsVerifiedAfterAQuestionAboutAMessageThatCameBackOutlivesItsAnswer() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("kyoto", '5');
        timers.rest();
        lookups.askAgain(BOTAN, host -> false, outcomes::add);
        Map<String, Consumer<HostAnswer>> early = new LinkedHashMap<>(asked);
        timers.moveTo(START.plusSeconds(1));
        lookups.outdated(BOTAN);
        verified.drop(BOTAN, "the next hop does not have it");
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("kyoto", '5');
        timers.rest();
        early.values().forEach(done -> done.accept(new HostAnswer.Status(MingerStatus.DOES_NOT_EXIST)));

        assertThat(verified.find(BOTAN)).isPresent();
    }

    /** DS-55. */
    @Test
    void simultaneousLookupsOfOneAddressShareOneExchange() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        lookups.ask(EmailAddress.of("botan@EXAMPLE.com"), LookupPurpose.SENDER, outcomes::add);
        assertThat(asked).hasSize(3);

        answer("osaka", '5');

        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome.result() == LookupResult.FOUND);
        assertThat(events())
                .filteredOn(SiteEvent.LookupStarted.class::isInstance)
                .hasSize(1);
    }

    /** DS-11: a client that goes away cancels its lookups, unless somebody else still waits. */
    @Test
    void aLookupEndsWhenTheLastOneWhoWaitedForItHasGone() {
        Inquiry first = lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        Inquiry second = lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        first.cancel();
        assertThat(cancelled).isEmpty();
        second.cancel();
        assertThat(cancelled).containsExactly("osaka", "kyoto", "nara");

        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("osaka", '5');
        assertThat(outcomes).hasSize(1);
    }

    /** DS-06. */
    @Test
    void aPositiveAnswerIsRememberedForExactlyFiveDaysHoweverOftenItIsUsed() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("osaka", '5');

        timers.moveTo(START.plus(Duration.ofDays(5)).minusNanos(1));
        assertThat(verified.find(EmailAddress.of("BOTAN@example.com")))
                .hasValueSatisfying(entry -> assertThat(entry.host()).isEqualTo(new HostPort("osaka", 25)));
        timers.moveTo(START.plus(Duration.ofDays(5)));
        assertThat(verified.find(BOTAN)).isEmpty();
    }

    /** DS-07. */
    @ParameterizedTest
    @CsvSource({"333", "433", "33x"})
    void nothingButAPositiveAnswerIsRemembered(String statuses) {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        answer("osaka", statuses.charAt(0));
        answer("kyoto", statuses.charAt(1));
        answer("nara", statuses.charAt(2));
        asked.clear();

        assertThat(verified.find(BOTAN)).isEmpty();
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        assertThat(asked).hasSize(3);
    }

    /** DS-06: so that two sites never remember each other as the owner for good. */
    @Test
    void aLookupBegunBeforeALocalChangeOfTheAddressIsNotRemembered() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        lookups.localChange(EmailAddress.of("botan@example.com"));
        answer("osaka", '5');

        assertThat(outcomes).hasSize(1);
        assertThat(verified.find(BOTAN)).isEmpty();
    }

    /** DS-55: however many ask at the same time. */
    @Test
    void aThousandSimultaneousLookupsOfOneAddressCostOneExchangePerHost() {
        List<String> exchanges = new ArrayList<>();
        Lookups counted = new Lookups(
                SharingHosts.of("tokyo", List.of(host("osaka"), host("kyoto"), host("nara"))),
                (host, mailbox, done) -> {
                    exchanges.add(host.name());
                    asked.put(host.name() + " " + mailbox, done);
                    return () -> {};
                },
                verified,
                effects,
                timers,
                10);
        for (int i = 0; i < 1000; i++) {
            counted.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);
        }
        assertThat(exchanges).containsExactly("osaka", "kyoto", "nara");
        answer("osaka", '3');
        answer("kyoto", '3');
        answer("nara", '5');

        assertThat(outcomes).hasSize(1000).allMatch(outcome -> outcome.result() == LookupResult.FOUND);
        assertThat(exchanges).hasSize(3);
    }

    /** DS-55: all hosts are asked before any has answered, so the slowest needed answer is what a lookup costs. */
    @Test
    void allHostsAreAskedAtOnce() {
        lookups.ask(BOTAN, LookupPurpose.RECIPIENT, outcomes::add);

        assertThat(asked).hasSize(3);
        assertThat(outcomes).isEmpty();
    }

    /** DS-71: reserved addresses and others who depend on the hosts hear of a change. */
    @Test
    void whoeverDependsOnTheHostsHearsOfAChange() {
        SharingHosts hosts = SharingHosts.of("tokyo", List.of(host("osaka")));
        List<List<String>> heard = new ArrayList<>();
        hosts.onChange(
                () -> heard.add(hosts.all().stream().map(SharingHost::name).toList()));
        hosts.add(hosts.next(host("kyoto")));
        hosts.remove(hosts.find("osaka").orElseThrow());

        assertThat(heard).containsExactly(List.of("osaka", "kyoto"), List.of("kyoto"));
    }
}
