package org.dslab.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.scenario.Reading.TWO_SITES;
import static org.dslab.lab.scenario.Reading.scenario;
import static org.dslab.lab.scenario.Reading.step;
import static org.dslab.lab.scenario.Reading.steps;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.SiteRequest;
import org.dslab.lab.scenario.Expectation.Count;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Mail;
import org.dslab.lab.world.Protocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LAB-02: what the words of a scenario file mean. */
class ScenarioReaderTest {

    private static final String SEND =
            "  - send: { mail: m1, from: eve@elsewhere.test, to: [Botan@Example.com, akira@example.com], via: tokyo }\n";

    @Test
    void sitesThatSayNothingShareTheDomainWithEachOther() throws Exception {
        Scenario scenario = scenario("""
                scenario: Three sites
                domain: Example.com
                sites:
                  tokyo: {}
                  osaka: { minger: { password: osaka-osaka-osaka } }
                  kyoto: { accounts: [chie] }
                steps:
                  - advance: 1s
                """);
        SiteSettings tokyo = scenario.sites().get(0);

        assertThat(scenario.siteNames()).containsExactly("tokyo", "osaka", "kyoto");
        assertThat(scenario.domain()).isEqualTo("example.com");
        assertThat(scenario.covers()).isEmpty();
        assertThat(scenario.outside()).isEqualTo(OutsideSettings.defaults());
        assertThat(tokyo.domains()).containsExactly("example.com");
        assertThat(tokyo.hostname()).isEqualTo("mx.tokyo.example.com");
        assertThat(tokyo.postmaster()).isEqualTo("postmaster");
        assertThat(scenario.sites().get(2).postmaster()).isEqualTo("chie");
        assertThat(tokyo.sharing().hosts())
                .containsExactly(
                        sharingHost("osaka", Optional.of("osaka-osaka-osaka")), sharingHost("kyoto", Optional.empty()));
    }

    @Test
    void sharingHostsCanBeNamedInAnOrderAndWithAWrongPassword() throws Exception {
        Scenario scenario = scenario("""
                scenario: Three sites
                domain: example.com
                sites:
                  tokyo:
                    sharing: { hosts: [kyoto, { host: osaka, minger-password: wrong, transport: tcp }, gone.invalid] }
                    trusted: [smart-host, osaka]
                    smart-host: smart-host
                    routes: { elsewhere.test: outside }
                  osaka: { minger: { password: osaka-osaka-osaka } }
                  kyoto: {}
                steps:
                  - advance: 1s
                """);
        SiteSettings tokyo = scenario.sites().get(0);

        assertThat(tokyo.sharing().hosts())
                .extracting(SharingHost::name)
                .containsExactly("kyoto", "osaka", "gone.invalid:2525");
        assertThat(tokyo.sharing().hosts().get(1).mingerPassword()).contains(new Secret("wrong"));
        assertThat(tokyo.sharing().hosts().get(1).transport()).isEqualTo(MingerTransport.TCP);
        assertThat(tokyo.trusted()).containsExactly("smart-host", "osaka");
        assertThat(tokyo.smartHost()).contains(new HostPort("smart-host", 2525));
        assertThat(tokyo.routes()).containsOnly(Map.entry("elsewhere.test", new HostPort("outside", 2525)));
    }

    @Test
    void theRestOfTheWorldCanBeToldHowToBehave() throws Exception {
        Scenario scenario = scenario(TWO_SITES.replace("steps:\n", """
                        outside: { retry-after: [1m, 2m], then-every: 5m, give-up-after: 1h }
                        smart-host: { relays-to: osaka }
                        expected-violations: [duplicate-accounts]
                        steps:
                        """) + "  - advance: 1s\n");

        assertThat(scenario.outside())
                .isEqualTo(new OutsideSettings(
                        List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Optional.of("osaka")));
        assertThat(scenario.violations()).containsExactly(new ExpectedViolation("duplicate-accounts", 9));
        assertThat(scenario.covers()).containsExactly("DS-05");
    }

    @Test
    void aMailKeepsTheSpellingOfItsRecipients() throws Exception {
        assertThat(step(SEND))
                .isEqualTo(new Step.Send(new Mail(
                        "m1",
                        "eve@elsewhere.test",
                        List.of("Botan@Example.com", "akira@example.com"),
                        "tokyo",
                        0,
                        true)));
        assertThat(
                        step(
                                "  - send: { mail: m1, from: <>, to: akira@example.com, via: osaka, size: 64KiB, retries: false }"))
                .isEqualTo(new Step.Send(new Mail("m1", "", List.of("akira@example.com"), "osaka", 65536, false)));
    }

    @Test
    void aMailMayHaveHeaderFieldsOfItsOwn() throws Exception {
        String send = "  - send: { mail: m1, from: <>, to: akira@example.com, via: osaka, header: %s }";
        assertThat(step(send.formatted("\"X-Note: hello\"")))
                .isInstanceOfSatisfying(
                        Step.Send.class,
                        step -> assertThat(step.mail().header()).containsExactly("X-Note: hello"));
        assertThat(step(send.formatted("[\"X-Note: hello\", \"X-Empty:\"]")))
                .isInstanceOfSatisfying(
                        Step.Send.class,
                        step -> assertThat(step.mail().header()).containsExactly("X-Note: hello", "X-Empty:"));
    }

    @Test
    void aFaultToANodeStrikesWhatEverybodySendsThere() throws Exception {
        assertThat(step("  - cut: { to: osaka, name: quake }"))
                .isEqualTo(new Step.Inject(new Fault(
                        1,
                        "quake",
                        Fault.Kind.CUT,
                        List.of(
                                new Link("tokyo", "osaka"),
                                new Link("outside", "osaka"),
                                new Link("smart-host", "osaka")),
                        List.of(Protocol.SMTP, Protocol.MINGER),
                        Duration.ZERO)));
    }

    @Test
    void aFaultCanStrikeOneDirectionOrBothAndOneProtocol() throws Exception {
        List<PlacedStep> steps = steps("""
                  - refuse: { from: osaka, to: outside }
                  - hold: { between: [tokyo, osaka], protocols: [minger] }
                  - reset: { link: tokyo->osaka, protocols: smtp }
                  - delay: { from: osaka, by: 1s500ms }
                """);

        assertThat(fault(steps, 0).links()).containsExactly(new Link("osaka", "outside"));
        assertThat(fault(steps, 1).links()).containsExactly(new Link("tokyo", "osaka"), new Link("osaka", "tokyo"));
        assertThat(fault(steps, 1).protocols()).containsExactly(Protocol.MINGER);
        assertThat(fault(steps, 2).links()).containsExactly(new Link("tokyo", "osaka"));
        assertThat(fault(steps, 2).protocols()).containsExactly(Protocol.SMTP);
        assertThat(fault(steps, 3).links())
                .containsExactly(
                        new Link("osaka", "tokyo"), new Link("osaka", "outside"), new Link("osaka", "smart-host"));
        assertThat(fault(steps, 3).delay()).isEqualTo(Duration.ofMillis(1500));
        assertThat(fault(steps, 3).id()).isEqualTo(4);
    }

    @Test
    void stepsAndFaultsAreNumberedInTheOrderOfTheFileAlsoInsideTogether() throws Exception {
        List<PlacedStep> steps = steps("""
                  - cut: { to: osaka }
                  - together:
                      - create-account: { at: tokyo, account: dora }
                      - hold: { to: tokyo }
                      - remove-account: { at: osaka, account: botan@example.com }
                  - heal: all
                """);

        assertThat(steps).extracting(PlacedStep::number).containsExactly(1, 2, 6);
        assertThat(steps).extracting(PlacedStep::line).containsExactly(8, 9, 13);
        assertThat(steps.get(1).step()).isInstanceOfSatisfying(Step.Together.class, together -> {
            assertThat(together.steps()).extracting(PlacedStep::number).containsExactly(3, 4, 5);
            assertThat(together.steps()).extracting(PlacedStep::line).containsExactly(10, 11, 12);
            assertThat(together.steps().get(0).step())
                    .isEqualTo(new Step.CreateAccount("tokyo", EmailAddress.of("dora@example.com"), false));
            assertThat(fault(together.steps(), 1).id()).isEqualTo(2);
            assertThat(together.steps().get(2).step())
                    .isEqualTo(new Step.RemoveAccount("osaka", EmailAddress.of("botan@example.com")));
        });
    }

    /** DS-38. */
    @Test
    void operatorsActOnOneMailOrOnAllThatGoesToASite() throws Exception {
        assertThat(steps("""
                          - send: { mail: m1, from: <>, to: akira@example.com, via: tokyo }
                          - queue: { at: tokyo, hold: m1 }
                          - queue: { at: tokyo, bounce: { to: osaka } }
                        """).stream().skip(1).map(PlacedStep::step))
                .containsExactly(
                        new Step.OperateQueue(
                                "tokyo", QueueAction.HOLD, new QueueSelection.Message("<m1@lab.invalid>")),
                        new Step.OperateQueue("tokyo", QueueAction.BOUNCE, new QueueSelection.Host("osaka")));
    }

    @Test
    void aStepIsShownOnOneLineAsTheFilePutsIt() throws Exception {
        assertThat(steps("""
                          - send:
                              mail: m1   # a comment
                              from: "<>"
                              to: [akira@example.com]
                              via: tokyo
                        """))
                .extracting(PlacedStep::text)
                .containsExactly("send: { mail: m1, from: \"<>\", to: [akira@example.com], via: tokyo }");
    }

    @Test
    void sitesCanBeKilledAndStartedAndFaultsHealed() throws Exception {
        assertThat(steps("""
                          - crash: osaka
                          - restart: osaka
                          - crash: osaka
                          - cut: { to: osaka, name: quake }
                          - heal: quake
                          - heal: all
                          - advance: 1h30m
                          - create-account: { at: tokyo, account: Dora@example.com, force: true }
                        """))
                .extracting(PlacedStep::step)
                .contains(
                        new Step.Crash("osaka"),
                        new Step.Restart("osaka"),
                        new Step.Heal(Optional.of("quake")),
                        new Step.Heal(Optional.empty()),
                        new Step.Advance(Duration.ofMinutes(90)),
                        new Step.CreateAccount("tokyo", EmailAddress.of("Dora@example.com"), true));
    }

    @Test
    void whatAnOperatorAsksAboutAccountsAndAliasesIsARequestToTheSite() throws Exception {
        EmailAddress dora = EmailAddress.of("dora@example.com");
        EmailAddress sales = EmailAddress.of("sales@example.com");
        EmailAddress eve = EmailAddress.of("eve@elsewhere.test");

        assertThat(steps("""
                          - move-account: { at: osaka, account: dora }
                          - create-account: { at: tokyo, account: dora, moved-from: osaka }
                          - set-account-state: { at: tokyo, account: dora, state: full, force: true }
                          - create-alias: { at: tokyo, alias: sales, target: eve@elsewhere.test, moved-from: osaka }
                          - remove-alias: { at: tokyo, alias: sales }
                        """))
                .extracting(PlacedStep::step)
                .containsExactly(
                        new Step.Operate("osaka", new SiteRequest.MoveAccount(dora)),
                        new Step.CreateAccount("tokyo", dora, false, Optional.of("osaka")),
                        new Step.Operate("tokyo", new SiteRequest.SetAccountState(dora, AccountState.FULL, true)),
                        new Step.Operate("tokyo", new SiteRequest.CreateAlias(sales, eve, false, Optional.of("osaka"))),
                        new Step.Operate("tokyo", new SiteRequest.RemoveAlias(sales)));
    }

    @Test
    void severalDemandsInOneExpectAreSeveralStepsOfOneLine() throws Exception {
        List<PlacedStep> steps = steps(
                SEND
                        + "  - expect: { mail: m1, reply: 250, delivered-to: [botan@osaka, benkei@osaka], queued-at: nowhere }\n");

        assertThat(steps).extracting(PlacedStep::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(steps).extracting(PlacedStep::line).containsExactly(8, 9, 9, 9, 9);
        assertThat(steps)
                .extracting(PlacedStep::step)
                .contains(
                        expect(new Expectation.Reply("m1", Optional.empty(), 250, Optional.empty())),
                        expect(new Expectation.Delivered(
                                "m1", EmailAddress.of("botan@example.com"), "osaka", Count.exactly(1))),
                        expect(new Expectation.Delivered(
                                "m1", EmailAddress.of("benkei@example.com"), "osaka", Count.exactly(1))),
                        expect(new Expectation.Queued("m1", List.of())));
    }

    @Test
    void everyDemandCanBeRead() throws Exception {
        List<PlacedStep> steps = scenario(
                        TWO_SITES.replace("[akira] }", "[akira], smart-host: smart-host }") + SEND + """
                          - expect: { mail: m1, reply: 451, recipient: botan@example.com, enhanced: 4.4.3 }
                          - expect: { mail: m1, delivered-to: botan@osaka, times: { at-least: 1, at-most: 2 } }
                          - expect: { mail: m1, queued-at: [tokyo, osaka], bounced: false }
                          - expect: { mail: m1, at-smart-host: 0, at-outside: { at-least: 3 } }
                          - expect: { lookups-by: tokyo, of: botan, made: 1 }
                          - expect: { account: dora@example.com, owned-by: tokyo }
                          - expect: { account: dora, owned-by: nobody }
                        """)
                .steps();

        assertThat(steps.subList(1, steps.size()))
                .extracting(PlacedStep::step)
                .containsExactly(
                        expect(new Expectation.Reply(
                                "m1", Optional.of("Botan@Example.com"), 451, Optional.of("4.4.3"))),
                        expect(new Expectation.Delivered(
                                "m1", EmailAddress.of("botan@example.com"), "osaka", new Count(1, 2))),
                        expect(new Expectation.Queued("m1", List.of("tokyo", "osaka"))),
                        expect(new Expectation.Bounced("m1", false)),
                        expect(new Expectation.AtSmartHost("m1", Count.exactly(0))),
                        expect(new Expectation.AtOutside("m1", new Count(3, Integer.MAX_VALUE))),
                        expect(new Expectation.Lookups(
                                "tokyo", EmailAddress.of("botan@example.com"), Count.exactly(1))),
                        expect(new Expectation.Owned(EmailAddress.of("dora@example.com"), List.of("tokyo"))),
                        expect(new Expectation.Owned(EmailAddress.of("dora@example.com"), List.of())));
    }

    @Test
    void aMailboxMayBelongToAnAccountThatAStepCreates() throws Exception {
        assertThat(steps(SEND + """
                          - expect: { mail: m1, delivered-to: dora@tokyo, times: 0 }
                          - create-account: { at: tokyo, account: dora }
                        """))
                .extracting(PlacedStep::step)
                .contains(expect(new Expectation.Delivered(
                        "m1", EmailAddress.of("dora@example.com"), "tokyo", Count.exactly(0))));
    }

    @Test
    @DisplayName("LAB-02: the schema that editors get is complete in itself")
    void theSchemaHasEveryDefinitionThatItRefersTo() {
        String schema = ScenarioSchema.get().text();

        assertThat(Pattern.compile("\"#/\\$defs/([a-z-]+)\"")
                        .matcher(schema)
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(schema).contains("    \"" + name + "\" : {"));
    }

    private static Step expect(Expectation expectation) {
        return new Step.Expect(expectation);
    }

    private static Fault fault(List<PlacedStep> steps, int index) {
        assertThat(steps.get(index).step()).isInstanceOf(Step.Inject.class);
        return ((Step.Inject) steps.get(index).step()).fault();
    }

    private static SharingHost sharingHost(String site, Optional<String> password) {
        return new SharingHost(
                new HostPort(site, 2525),
                Optional.of(site),
                4069,
                password.map(Secret::new),
                MingerTransport.UDP,
                List.of(),
                false);
    }
}
