package org.dslab.engine.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.sharing.HostExchanges;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.time.Timers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of attempts when a sharing host is added while they are under way (DS-43). */
class HostsChangedTest {

    private static final EmailAddress DORA = EmailAddress.of("dora@example.com");

    private final Effects effects = new Effects();
    private final Timers timers = new Timers();
    private final AccountDirectory directory = new AccountDirectory();
    private final List<SharingHost> hosts = new ArrayList<>(List.of(host("osaka")));
    private final TreeMap<String, Consumer<HostAnswer>> asked = new TreeMap<>();
    private final List<CreationResult> results = new ArrayList<>();

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

    private AccountRegistry registry(AccountCreationMode mode) {
        SiteSettings settings = new SiteSettings(
                "akita",
                "mx.akita.example.com",
                List.of("example.com"),
                SmtpSettings.defaults(),
                MingerSettings.defaults(),
                List.of(),
                SharingSettings.defaults(hosts),
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                RetrySettings.defaults(),
                "postmaster",
                mode,
                Optional.empty(),
                List.of(),
                GatewayPolicy.defaults(),
                List.of(),
                List.of());
        HostExchanges exchanges = (host, mailbox, done) -> {
            asked.put(host.name(), done);
            return () -> asked.remove(host.name());
        };
        VerifiedAddresses verified = new VerifiedAddresses(Duration.ofDays(5), effects, timers);
        return new AccountRegistry(new AccountParts(
                settings,
                effects,
                timers,
                directory,
                new SharedDomains(settings),
                new Lookups(SharingHosts.of("tokyo", hosts), exchanges, verified, effects, timers, 10),
                verified,
                exchanges,
                () -> List.copyOf(hosts),
                addresses -> {}));
    }

    private void create(AccountRegistry registry) {
        results.clear();
        registry.create(new Creation(DORA, Optional.empty(), false, Optional.empty()), results::add);
    }

    /** The store does everything that it has been asked for. */
    private void store() {
        for (List<Effect> todo = effects.drain(); !todo.isEmpty(); todo = effects.drain()) {
            for (Effect effect : todo) {
                if (effect instanceof Effect.Commit commit) {
                    effects.committed(commit.commit(), Optional.empty());
                }
            }
        }
    }

    private void answer(String host, MingerStatus status) {
        Consumer<HostAnswer> done = asked.remove(host);
        if (done == null) {
            throw new AssertionError(host + " was not asked");
        }
        done.accept(new HostAnswer.Status(status));
        store();
    }

    private void isAborted() {
        assertThat(results)
                .containsExactly(
                        new CreationResult.Refused("the sharing hosts have changed meanwhile; try again", true, ""));
        assertThat(asked).isEmpty();
        assertThat(directory.isReserved(DORA)).isFalse();
        assertThat(directory.has(DORA)).isFalse();
    }

    /** DS-43: they have not asked the new host. */
    @ParameterizedTest
    @EnumSource
    void attemptsThatAreAskingAreAbortedAndTheNextOneAsksTheNewHostToo(AccountCreationMode mode) {
        AccountRegistry registry = registry(mode);
        create(registry);
        store();
        assertThat(asked.keySet()).containsExactly("osaka");
        hosts.add(host("kyoto"));
        registry.hostsChanged();
        store();
        isAborted();

        create(registry);
        store();
        answer("osaka", MingerStatus.DOES_NOT_EXIST);
        assertThat(results).isEmpty();
        answer("kyoto", MingerStatus.DOES_NOT_EXIST);
        assertThat(results).containsExactly(new CreationResult.Done());
    }

    /** DS-43: also before the reservation is durable, and between two rounds. */
    @ParameterizedTest
    @EnumSource(names = "RESERVE")
    void attemptsThatAreNotAskingAtTheMomentAreAbortedToo(AccountCreationMode mode) {
        AccountRegistry registry = registry(mode);
        create(registry);
        registry.hostsChanged();
        assertThat(results).isEmpty();
        store();
        isAborted();

        create(registry);
        store();
        answer("osaka", MingerStatus.CANNOT_RECEIVE);
        assertThat(directory.isReserved(DORA)).isTrue();
        registry.hostsChanged();
        store();
        isAborted();
        timers.moveTo(timers.now().plus(Duration.ofMinutes(1)));
        timers.runDue();
        assertThat(asked).isEmpty();
    }

    /** DS-43: what is decided is not undone; until it is done this site says 4. */
    @ParameterizedTest
    @EnumSource
    void anAccountThatIsOnItsWayToTheStoreIsMade(AccountCreationMode mode) {
        AccountRegistry registry = registry(mode);
        create(registry);
        store();
        Consumer<HostAnswer> osaka = asked.get("osaka");
        if (osaka == null) {
            throw new AssertionError("osaka was not asked");
        }
        osaka.accept(new HostAnswer.Status(MingerStatus.DOES_NOT_EXIST));
        registry.hostsChanged();
        store();

        assertThat(results).containsExactly(new CreationResult.Done());
        assertThat(directory.has(DORA)).isTrue();
    }
}
