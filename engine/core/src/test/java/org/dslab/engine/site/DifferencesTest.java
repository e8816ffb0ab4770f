package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.MemorySpool;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredHost;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private final SiteSettings settings = Settings.tokyo()
            .account("Chika", AccountState.FULL)
            .alias("Sales", "aki")
            .build();

    private static Account account(String address, AccountState state) {
        return new Account(EmailAddress.of(address), state);
    }

    private static Alias alias(String address, String target) {
        return new Alias(EmailAddress.of(address), EmailAddress.of(target));
    }

    private static SpoolState spool(Change... changes) {
        MemorySpool spool = new MemorySpool();
        spool.commit(List.of(changes));
        return spool.state();
    }

    @Test
    void anEmptySpoolDiffersInNothing() {
        assertThat(Differences.between(settings, SpoolState.EMPTY)).isEqualTo(Differences.NONE);
    }

    /** DS-71. */
    @Test
    void equalAddressesInOtherLettersAreNoDifference() {
        assertThat(Differences.between(
                        settings,
                        spool(
                                new Change.AccountStored(account("AKIRA@example.com", AccountState.ACTIVE)),
                                new Change.AccountStored(account("chika@example.com", AccountState.FULL)),
                                new Change.AliasStored(alias("Aki@example.com", "akira@Example.com")),
                                new Change.AliasStored(alias("sales@example.com", "Aki@example.com")),
                                new Change.HostStored(new StoredHost(
                                        0, settings.sharing().hosts().get(0))),
                                new Change.HostStored(new StoredHost(
                                        1, settings.sharing().hosts().get(1))))))
                .isEqualTo(Differences.NONE);
    }

    /** DS-71, DS-73. */
    @Test
    void whatOnlyOneSideHasAndWhatBothHaveDifferentlyIsNamed() {
        SharingHost osaka = new SharingHost(
                new HostPort("osaka.example", 25),
                Optional.of("osaka"),
                4070,
                Optional.of(new Secret("another-password-5678")),
                MingerTransport.UDP,
                List.of("192.0.2.21", "2001:db8::1"),
                false);
        Differences differences = Differences.between(
                settings,
                spool(
                        new Change.AccountStored(account("akira@example.com", AccountState.MOVING)),
                        new Change.AccountStored(account("dora@example.com", AccountState.ACTIVE)),
                        new Change.AliasStored(alias("aki@example.com", "dora@example.com")),
                        new Change.HostStored(new StoredHost(1, osaka))));
        assertThat(differences.lines())
                .containsExactly(
                        "account akira@example.com is moving in the spool, which is in force, and active in the"
                                + " configuration",
                        "account chika@example.com is only in the configuration, and so not in force",
                        "account dora@example.com is only in the spool, and in force",
                        "alias aki@example.com is for dora@example.com in the spool, which is in force, and for"
                                + " akira@example.com in the configuration",
                        "alias sales@example.com is only in the configuration, and so not in force",
                        "sharing host kyoto.example:25 is only in the configuration, and so not in force",
                        "sharing host osaka.example:25 is (site osaka, minger port 4070 over udp, connects from 192.0.2.21"
                                + " 2001:db8:0:0:0:0:0:1) in the spool, which is in force, and (site osaka, minger port 4069 over udp, connects from"
                                + " 192.0.2.20) in the configuration",
                        "sharing host osaka.example:25 has another Minger password in the spool, which is in force, than"
                                + " in the configuration");
        assertThat(differences.toString()).doesNotContain("password-");
    }

    /** DS-71, DS-80. */
    @Test
    void listsWithOtherMembersAreNamed() {
        SiteSettings withList = Settings.tokyo()
                .withoutHosts()
                .list("all", "akira@example.com", "Eve@elsewhere.test")
                .build();
        EmailAddress akira = EmailAddress.of("akira@example.com");
        EmailAddress all = EmailAddress.of("All@example.com");
        Change account = new Change.AccountStored(account("akira@example.com", AccountState.ACTIVE));
        Change alias = new Change.AliasStored(alias("aki@example.com", "akira@example.com"));
        List<EmailAddress> same = List.of(EmailAddress.of("eve@elsewhere.test"), akira);

        assertThat(Differences.between(
                        withList, spool(account, alias, new Change.ListStored(new MailingList(all, same, akira)))))
                .isEqualTo(Differences.NONE);
        assertThat(Differences.between(
                                withList,
                                spool(
                                        account,
                                        alias,
                                        new Change.ListStored(new MailingList(all, List.of(akira), akira))))
                        .lines())
                .containsExactly(
                        "list all@example.com is of (akira@example.com) in the spool, which is in force, and of"
                                + " (akira@example.com, eve@elsewhere.test) in the configuration");
    }
}
