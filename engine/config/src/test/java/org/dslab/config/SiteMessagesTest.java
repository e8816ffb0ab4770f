package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.config.Reading.SITE;
import static org.dslab.config.Reading.messages;

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
            retry: { every: 5m }                 ~ 3:10: unknown key `every`; the keys here are first-hour-every, then-every, give-up-after
            retry: { 5m }                        ~ 3:10: this is no `key: value`; the keys here are first-hour-every, then-every, give-up-after
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
            accounts: [{ name: a, state: activ }] ~ 3:30: `state` must be one of active, disabled, full, not `activ`; did you mean `active`?
            accounts: [{ name: a, state: moving }] ~ 3:30: `state`: moving accounts between sites is not supported yet
            account-creation: reserve            ~ 3:19: `account-creation`: the reserve protocol is not supported yet; write `check`
            lists: []                            ~ 3:1: `lists`: mailing lists are not supported yet
            gateways: []                         ~ 3:1: `gateways`: gateways are not supported yet
            gateway-settings: {}                 ~ 3:1: `gateway-settings`: gateways are not supported yet
            sharing: { share-list-posts: true }  ~ 3:12: `share-list-posts`: mailing lists are not supported yet
            sharing: { lookup-timeout: 5x }      ~ 3:28: `lookup-timeout` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not `5x`
            sharing: { lookup-timeout: 5 }       ~ 3:28: `lookup-timeout` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not a number
            sharing: { lookup-timeout: 5m }      ~ 3:28: `lookup-timeout` must be at most 4m, because SMTP clients wait five for a reply
            sharing: { domains: [exmple.com] }   ~ 3:22: an entry of `domains` has `exmple.com`, which is not a domain of this site; did you mean `example.com`?
            sharing: { domains: [a.test], domains-file: b } ~ 3:31: `domains` and `domains-file` exclude each other; keep one of them
            sharing: { domains-file: b.txt }     ~ : /nowhere/b.txt: there is no such file
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
            sharing: { hosts: [{ host: mx, tls: true }] } ~ 3:32: `tls`: TLS between sites is not supported yet
            minger: { enabled: yes }             ~ 3:20: `enabled` must be true or false, not text
            minger: { clients: [localhost] }     ~ 3:21: an entry of `clients` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            smtp: { listen: 127.0.0.1 }          ~ 3:17: `listen` needs a port, such as `127.0.0.1:2525`
            smtp: { listen: 'localhost:25' }     ~ 3:17: `listen` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            smtp: { max-message-size: 25MB }     ~ 3:27: `max-message-size` must be a size such as 64KiB, 25MiB or 1000000, not `25MB`
            smtp: { max-message-size: 1KiB }     ~ 3:27: `max-message-size` must be from 64KiB to 1048576GiB
            smtp: { max-recipients: 5 }          ~ 3:25: `max-recipients` must be a whole number from 100 to 1000000, not `5`
            smtp: { max-received: 1.5 }          ~ 3:23: `max-received` must be a whole number, not a number with a fraction
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
}
