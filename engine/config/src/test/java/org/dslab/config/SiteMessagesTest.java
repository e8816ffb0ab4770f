package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.config.Reading.SITE;
import static org.dslab.config.Reading.messages;
import static org.dslab.config.Reading.site;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads about each kind of mistake in a site's configuration (DS-71). */
class SiteMessagesTest {

    @ParameterizedTest
    @DisplayName("DS-71: a malformed entry is refused with a message that names the field")
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            acounts: [akira]                     ~ 3:1: unknown key `acounts`; did you mean `accounts`?
            smtp: { max_errors: 5 }              ~ 3:9: unknown key `max_errors`; did you mean `max-errors`?
            MINGER: {}                           ~ 3:1: unknown key `MINGER`; did you mean `minger`?
            retry: { every: 5m }                 ~ 3:10: unknown key `every`; the keys here are first-hour-every, then-every, give-up-after, warn-after
            retry: { 5m }                        ~ 3:10: this is no `key: value`; the keys here are first-hour-every, then-every, give-up-after, warn-after
            accounts: akira                      ~ 3:11: `accounts` must be a list, not text
            accounts:                            ~ 3:1: `accounts` has no value
            accounts: [1]                        ~ 3:12: an entry of `accounts` must be a local part or address, or `name:` with more keys, not a number; put it in quotes if it is meant as text
            accounts: ['']                       ~ 3:12: an entry of `accounts` must be a local part or address, or `name:` with more keys, not empty
            accounts: ['a b']                    ~ 3:12: an entry of `accounts` must be a local part or an address, not `a b`
            accounts: [a, A]                     ~ 3:15: an entry of `accounts` has `A` a second time; it is on line 3 already
            accounts: [a, a@example.com]         ~ 3:15: an entry of `accounts` has `a@example.com` a second time; it is on line 3 already
            accounts: [{ name: a, aliases: [a] }] ~ 3:33: an entry of `aliases` has `a` a second time; it is on line 3 already
            accounts: [a@exmaple.com]            ~ 3:12: an entry of `accounts` is in `exmaple.com`, which is not a domain of this site; did you mean `example.com`?
            accounts: [{ aliases: [] }]          ~ 3:12: an entry of `accounts` needs the key `name`
            accounts: [{ name: a, state: activ }] ~ 3:30: `state` must be one of active, disabled, full, moving, not `activ`; did you mean `active`?
            accounts: [{ name: a, state: reserved }] ~ 3:30: `state`: a site reserves an address only while it creates it
            account-creation: reserv             ~ 3:19: `account-creation` must be one of reserve, check, not `reserv`; did you mean `reserve`?
            aliases: [a]                         ~ 3:10: `aliases` must be a mapping of keys, not a list
            aliases: { a: 1 }                    ~ 3:15: `a` must be a local part or address, not a number; put it in quotes if it is meant as text
            aliases: { 'a b': c }                ~ 3:12: `a...` must be a local part or an address, not `a b`
            aliases: { a@elsewhere.test: b }     ~ 3:12: `a@elsewhere.test` is in `elsewhere.test`, which is not a domain of this site; known here: example.com
            aliases: { a: 'b c' }                ~ 3:15: `a` must be a local part or an address, not `b c`
            aliases: { a: b, A: c }              ~ 3:18: `A` is an address of this site already, on line 3
            aliases: { a: b, b: a@example.com }  ~ 3:15: the alias a@example.com would lead round in a circle: a@example.com -> b@example.com -> a@example.com
            aliases: { a: a }                    ~ 3:15: the alias a@example.com would lead round in a circle: a@example.com -> a@example.com
            lists: [{ name: all }]               ~ 3:9: an entry of `lists` needs the key `members`
            lists: [{ name: all, members: [a] }] ~ 3:32: an entry of `members` must be an address such as botan@example.com, not `a`
            lists: [{ name: all, members: [a@x.test, A@x.test] }] ~ 3:42: an entry of `members` has `A@x.test` a second time; it is on line 3 already
            lists: [{ name: all, members: [all@example.com] }] ~ 3:32: an entry of `members` has `all@example.com`, which is a list itself; name its members instead
            lists: [{ name: all, members: [], owner: all-bounces }] ~ 3:42: `owner` is `all-bounces`, which is a list; name a person
            lists: [{ name: all, members: [] }, { name: ALL, members: [] }] ~ 3:45: `name` means `ALL@example.com`, which belongs to the list on line 3 already
            lists: [{ name: postmaster, members: [] }] ~ 3:17: `name` means `postmaster@example.com`, which is an account or alias already
            lists: [{ name: '"a b"', members: [] }] ~ 3:17: `name` must be a name of at most 56 characters that need no quotes, not `"a b"`
            lists: [{ name: all@x.test, members: [] }] ~ 3:17: `name` is in `x.test`, which is not a domain of this site; known here: example.com
            sharing: { share-list-posts: 1 }     ~ 3:30: `share-list-posts` must be true or false, not a number
            gateways: [kobe]                     ~ 3:12: an entry of `gateways` must be a mapping of keys, not text
            gateways: [{ host: kobe }]           ~ 3:12: an entry of `gateways` needs the key `domain`
            gateways: [{ domain: a.test }]       ~ 3:12: an entry of `gateways` needs the key `host`
            gateways: [{ domain: a..b, host: kobe }] ~ 3:22: `domain` must be a domain such as example.com, not `a..b`
            gateways: [{ domain: ü-.test, host: kobe }] ~ 3:22: `domain` is no international domain name (IDNA2008): `ü-.test`; correct it, or write its A-label form, such as xn--bcher-kva.example
            gateways: [{ domain: ü.test, host: x }, { domain: xn--tda.test, host: y }] ~ 3:51: `domain` has `xn--tda.test` a second time; it is on line 3 already
            gateways: [{ domain: a.test, host: ü-.test }] ~ 3:36: `host` must be a host name or address, optionally with :port, not `ü-.test`
            hostname: ü-.test                    ~ 3:11: `hostname` is no international host name (IDNA2008): `ü-.test`; correct it, or write its A-label form
            gateways: [{ domain: Example.com, host: kobe }] ~ 3:22: `domain` is `example.com`, a domain of this site; a gateway is for a domain that another server hosts
            gateways: [{ domain: a.test, host: x }, { domain: A.test, host: y }] ~ 3:51: `domain` has `a.test` a second time; it is on line 3 already
            gateways: [{ domain: a.test, host: 'x:0' }] ~ 3:36: `host` has the port 0; ports are 1 to 65535
            gateways: [{ domain: a.test, host: x, minger-port: 0 }] ~ 3:52: `minger-port` must be a whole number from 1 to 65535, not `0`
            gateways: [{ domain: a.test, host: x, minger-password: '' }] ~ 3:56: `minger-password` must give a password of 1 to 50 visible ASCII characters without spaces
            gateway-settings: { when-unverifiable: refuse } ~ 3:40: `when-unverifiable` must be one of accept, try-again, not `refuse`
            gateway-settings: { also-ask-sharing-hosts: 1 } ~ 3:45: `also-ask-sharing-hosts` must be true or false, not a number
            subaddress-separator: '++'           ~ 3:23: `subaddress-separator` must be one of + - = _ #, not `++`
            subaddress-separator: ''             ~ 3:23: `subaddress-separator` must be one of + - = _ #
            smtp: { max-unknown-recipients: 0 }  ~ 3:33: `max-unknown-recipients` must be a whole number from 1 to 1000000, not `0`
            minger: { max-queries: 0 }           ~ 3:24: `max-queries` must be a whole number from 1 to 1000000000, not `0`
            sharing: { max-lookups: many }       ~ 3:25: `max-lookups` must be a whole number, not text
            sharing: { lookup-timeout: 5x }      ~ 3:28: `lookup-timeout` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not `5x`
            sharing: { lookup-timeout: 5 }       ~ 3:28: `lookup-timeout` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not a number
            sharing: { lookup-timeout: 5m }      ~ 3:28: `lookup-timeout` must be at most 4m, because SMTP clients wait five for a reply
            sharing: { domains: [exmple.com] }   ~ 3:22: an entry of `domains` has `exmple.com`, which is not a domain of this site; did you mean `example.com`?
            sharing: { domains: [a.test], domains-file: b } ~ 3:31: `domains` and `domains-file` exclude each other; keep one of them
            sharing: { hosts: ['mx:0'] }         ~ 3:20: an entry of `hosts` has the port 0; ports are 1 to 65535
            sharing: { hosts: ['mx:smtp'] }      ~ 3:20: an entry of `hosts` has the port `smtp`; ports are 1 to 65535
            sharing: { hosts: ['mx:99999'] }     ~ 3:20: an entry of `hosts` has the port `99999`; ports are 1 to 65535
            sharing: { hosts: ['2001:db8::1'] }  ~ 3:20: an entry of `hosts` must have an IPv6 address in brackets, such as [2001:db8::1]:25, not `2001:db8::1`
            sharing: { hosts: ['[2001:db8::1'] } ~ 3:20: an entry of `hosts` has a `[` that is not closed: `[2001:db8::1`
            sharing: { hosts: ['[192.0.2.1]'] }  ~ 3:20: an entry of `hosts` has brackets, which only an IPv6 address needs: `[192.0.2.1]`
            sharing: { hosts: ['[::1]x'] }       ~ 3:20: an entry of `hosts` has something other than :port behind its `]`: `[::1]x`
            sharing: { hosts: [192.0.2.300] }    ~ 3:20: an entry of `hosts` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `192.0.2.300`
            sharing: { hosts: [-mx-] }           ~ 3:20: an entry of `hosts` must be a host name or address, optionally with :port, not `-mx-`
            sharing: { hosts: [mx, mx] }         ~ 3:24: the host `mx:25` is on line 3 already
            sharing: { hosts: [{ site: osaka }] } ~ 3:20: an entry of `hosts` needs the key `host`
            sharing: { hosts: [{ host: mx, minger-port: 0 }] } ~ 3:45: `minger-port` must be a whole number from 1 to 65535, not `0`
            sharing: { hosts: [{ host: mx, transport: udb }] } ~ 3:43: `transport` must be one of udp, tcp, not `udb`; did you mean `udp`?
            sharing: { hosts: [{ host: mx, tls: always }] } ~ 3:37: `tls` must be one of required, opportunistic, not `always`
            sharing: { hosts: [{ host: mx, require-tls: true }] } ~ 3:32: `require-tls`: write `tls: required`
            sharing: { hosts: [{ host: mx, tls-name: mx.a.test }] } ~ 3:32: `tls-name` has no use without `tls: required`
            smtp: { tls: { certificate-file: a } } ~ 3:14: `tls` needs the key `key-file`
            smtp: { max-octets-held: 1KiB }      ~ 3:26: `max-octets-held` must be from 1MiB to 1048576GiB
            smtp: { max-commands: 1 }            ~ 3:23: `max-commands` must be a whole number from 10 to 1000000000, not `1`
            minger: { enabled: yes }             ~ 3:20: `enabled` must be true or false, not text
            minger: { clients: [localhost] }     ~ 3:21: an entry of `clients` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            smtp: { listen: 127.0.0.1 }          ~ 3:17: `listen` needs a port, such as `127.0.0.1:2525`
            smtp: { listen: 'localhost:25' }     ~ 3:17: `listen` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            smtp: { max-message-size: 25MB }     ~ 3:27: `max-message-size` must be a size such as 64KiB, 25MiB or 1000000, not `25MB`
            smtp: { max-message-size: 1KiB }     ~ 3:27: `max-message-size` must be from 64KiB to 1048576GiB
            smtp: { max-recipients: 5 }          ~ 3:25: `max-recipients` must be a whole number from 100 to 1000000, not `5`
            smtp: { max-received: 1.5 }          ~ 3:23: `max-received` must be a whole number, not a number with a fraction
            smtp: { max-connections: 9, reserved-connections: 9 } ~ 3:51: `reserved-connections` must be less than `max-connections`, which is 9
            minger: { reserved-connections: 1000 } ~ 3:33: `reserved-connections` must be less than `max-connections`, which is 1000
            smtp: { idle-limit: 99999d }         ~ 3:21: `idle-limit` must be at most 3650d, not `99999d`
            trusted: [localhost]                 ~ 3:11: an entry of `trusted` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            routes: { example.com: mx }          ~ 3:11: `example.com` is a domain of this site, which needs no route
            routes: { 'a b': mx }                ~ 3:11: `a...` must be a domain such as example.com, not `a b`
            smart-host: 5                        ~ 3:13: `smart-host` must be a host, with or without port, such as mx.example.com:25 or "[2001:db8::1]:25", not a number; put it in quotes if it is meant as text
            hostname: -x                         ~ 3:11: `hostname` must be a host name such as mx.example.com, not `-x`
            postmaster: a@elsewhere.test         ~ 3:13: `postmaster` is in `elsewhere.test`, which is not a domain of this site; known here: example.com
            spool: ''                            ~ 3:8: `spool` must be a path, not empty
            """)
    void aMistakeIsToldWithItsPlaceItsCauseAndItsCure(String yaml, String message) {
        String expected = message.startsWith(": ") ? message.substring(2) : "site.yaml:" + message;

        assertThat(messages(SITE + yaml + "\n")).containsExactly(expected);
    }

    @Test
    @DisplayName("DS-60: a gateway domain needs no route of its own")
    void aRouteOfAGatewayDomainIsAMistake() {
        assertThat(messages(SITE + "gateways: [{ domain: a.test, host: x }]\nroutes: { a.test: y }\n"))
                .containsExactly("site.yaml:4:11: `a.test` is a domain of `gateways`, which needs no route");
    }

    @Test
    void anAliasCannotBeAnAccountToo() {
        assertThat(messages(SITE + "accounts: [akira]\naliases: { akira@EXAMPLE.com: botan }\n"))
                .containsExactly("site.yaml:4:12: `akira@EXAMPLE.com` is an address of this site already, on line 3");
    }

    @Test
    @DisplayName("DS-71: ten aliases in a row are the most")
    void aChainOfAliasesHasAnEnd() throws Exception {
        StringBuilder chain = new StringBuilder("accounts: [{ name: z, aliases: [a10] }]\naliases: { a1: a2");
        for (int i = 2; i < 10; i++) {
            chain.append(", a").append(i).append(": a").append(i + 1);
        }

        assertThat(site(SITE + chain + " }\n").settings().aliases()).hasSize(9);
        assertThat(messages(SITE + chain + ", a0: a1 }\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:4:89: the alias a0@example.com would lead through more than 10 aliases:"
                        + " a0@example.com -> a1@example.com -> ");
    }

    @Test
    void anAliasInADomainThatIsNotSharedMustLeadToSomebody() {
        String sharing = "sharing: { enabled: false }\naccounts: [botan]\n";

        assertThat(messages(SITE + sharing + "aliases: { a: nobody, b: botan, c: postmaster, d: x@elsewhere.test }\n"))
                .containsExactly("site.yaml:5:15: `a` leads to `nobody@example.com`, which this site does not have, and"
                        + " its domain is not shared");
    }

    @Test
    void aFileWithoutSiteOrDomainSaysWhichKeyItNeeds() {
        assertThat(messages("site: tokyo\n")).containsExactly("site.yaml:1:1: the file needs the key `domains`");
        assertThat(messages("domains: [example.com]\n"))
                .containsExactly("site.yaml:1:1: the file needs the key `site`");
    }

    @Test
    void namesAndDomainsAreChecked() {
        assertThat(messages("site: Tokyo\ndomains: []\n"))
                .containsExactly(
                        "site.yaml:1:7: `site` must be a name of small letters, digits and hyphens that begins with a"
                                + " letter, not `Tokyo`",
                        "site.yaml:2:10: `domains` must have at least one entry");
        assertThat(messages("site: tokyo\ndomains: [a..b, example.com, EXAMPLE.com]\n"))
                .containsExactly(
                        "site.yaml:2:11: an entry of `domains` must be a domain such as example.com, not `a..b`",
                        "site.yaml:2:30: an entry of `domains` has `example.com` a second time");
    }

    @Test
    @DisplayName("a site whose mail would be thrown away says so before it starts")
    void aSiteWithoutMailboxesIsRefusedUnlessItSaysNone() throws Exception {
        assertThat(messages(SITE + "accounts: [akira]\n"))
                .containsExactly(
                        "site.yaml:1:1: the file needs the key `mailboxes`, the folder that delivered mail goes to;"
                                + " write `mailboxes: none` if it is to be thrown away");
        assertThat(Reading.exactly(SITE + "mailboxes: none\n").mailboxes()).isEmpty();
        assertThat(Reading.exactly(SITE + "mailboxes: ./none\n").mailboxes()).isPresent();
    }
}
