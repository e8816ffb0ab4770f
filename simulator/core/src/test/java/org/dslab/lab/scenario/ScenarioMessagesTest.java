package org.dslab.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.scenario.Reading.TWO_SITES;
import static org.dslab.lab.scenario.Reading.messages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LAB-02: what a person reads about each kind of mistake in a scenario. */
class ScenarioMessagesTest {

    private static final String SENT =
            TWO_SITES + "  - send: { mail: m1, from: eve@elsewhere.test, to: botan@example.com, via: tokyo }\n";

    /** The mistakes are on line 9, behind a mail m1. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            sned: {}                                ~ 5: unknown key `sned`; did you mean `send`?
            cut: { to: osaak }                      ~ 16: `to` names `osaak`, but no site or other node has that name; did you mean `osaka`?
            cut: { to: nagoya }                     ~ 16: `to` names `nagoya`, but no site or other node has that name; known here: tokyo, osaka, outside, smart-host
            cut: osaka                              ~ 10: `cut` must be a mapping that says where, such as { to: osaka }, not text
            cut: {}                                 ~ 10: `cut` is empty
            cut: { name: quake }                    ~ 10: a fault strikes where `to`, `from` or both say, or `between`, or `link`
            cut: { to: osaka, between: [tokyo, osaka] } ~ 10: a fault strikes where `to`, `from` or both say, or `between`, or `link`
            cut: { to: osaka, from: osaka }         ~ 10: `from` and `to` are the same node
            cut: { between: [tokyo] }               ~ 21: `between` must be two different nodes such as [tokyo, osaka]
            cut: { between: [tokyo, tokyo] }        ~ 21: `between` must be two different nodes such as [tokyo, osaka]
            cut: { link: tokyo-osaka }              ~ 18: `link` must be one direction such as tokyo->osaka, not `tokyo-osaka`
            cut: { link: tokyo->tokyo }             ~ 18: `link` leads from a node to itself
            cut: { to: osaka, protocols: [smpt] }   ~ 35: an entry of `protocols` must be one of smtp, minger, not `smpt`; did you mean `smtp`?
            cut: { to: osaka, by: 5s }              ~ 23: `by`: only a `delay` has a length
            cut: { to: osaka, name: all }           ~ 29: `name` must be a name of letters, digits and hyphens, other than `all`, not `all`
            delay: { to: osaka }                    ~ 12: `delay` needs the key `by`
            delay: { to: osaka, by: 0s }            ~ 29: `by` must be longer than 0s
            heal: quake                             ~ 11: `heal` names `quake`, but no fault before it has that name; known here: all
            advance: 5 minutes                      ~ 14: `advance` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not `5 minutes`
            advance: 5                              ~ 14: `advance` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not a number
            advance: 0s                             ~ 14: `advance` must be longer than 0s
            crash: outside                          ~ 12: `crash` names `outside`, but no site has that name; known here: tokyo, osaka
            send: { mail: m1, from: <>, to: akira@example.com, via: tokyo } ~ 19: another mail is named `m1` already, on line 8
            send: { mail: a b, from: <>, to: akira@example.com, via: tokyo } ~ 19: `mail` must be a name of letters, digits, hyphens and single dots, not `a b`
            send: { mail: m2, from: eve, to: akira@example.com, via: tokyo } ~ 29: `from` must be an address such as botan@example.com, not `eve`
            send: { mail: m2, from: <>, to: [akira], via: tokyo } ~ 38: an entry of `to` must be an address such as botan@example.com, not `akira`
            send: { mail: m2, from: <>, to: [], via: tokyo } ~ 37: `to` must have at least one entry
            send: { mail: m2, from: <>, to: a@b, via: outside } ~ 47: `via` names `outside`, but no site has that name; known here: tokyo, osaka
            send: { mail: m2, from: <>, to: a@b }   ~ 11: `send` needs the key `via`
            send: { mail: m2, from: <>, to: a@b, via: tokyo, header: hello } ~ 62: `header` must be a header field such as `X-Note: hello`, of at most 998 ASCII characters on one line, not `hello`
            send: { mail: m2, from: <>, to: a@b, via: tokyo, size: 1GiB } ~ 60: `size` must be at most 64MiB
            create-account: { at: tokyo }           ~ 21: `create-account` needs the key `account`
            create-account: { at: tokyo, account: 'a b' } ~ 43: `account` must be a local part or an address, not `a b`
            create-account: { at: tokyo, account: a@example.org } ~ 43: `account` is in `example.org`, which is not a domain of this site; did you mean `example.com`?
            create-account: { at: nara, account: a } ~ 27: `at` names `nara`, but no site has that name; known here: tokyo, osaka
            queue: { at: tokyo }                    ~ 12: `queue` needs one of `hold`, `release`, `retry`, `bounce` and `delete`
            queue: { at: tokyo, hold: m1, bounce: m1 } ~ 12: `queue` needs one of `hold`, `release`, `retry`, `bounce` and `delete`
            queue: { at: tokyo, hold: m2 }          ~ 31: `hold` names `m2`, but no mail before it has that name; did you mean `m1`?
            queue: { at: tokyo, retry: { to: nara } } ~ 38: `to` names `nara`, but no site has that name; known here: tokyo, osaka
            queue: { at: tokyo, keep: m1 }          ~ 25: unknown key `keep`; the keys here are at, hold, release, retry, bounce, delete
            queue: { hold: m1 }                     ~ 12: `queue` needs the key `at`
            together: []                            ~ 15: `together` must have at least one entry
            together: [{ advance: 5m }]             ~ 18: `advance`: time cannot pass inside `together`
            together: [{ cut: { to: osaak } }]      ~ 29: `to` names `osaak`, but no site or other node has that name; did you mean `osaka`?
            expect: {}                              ~ 13: `expect` is empty
            expect: { mail: m1 }                    ~ 13: this expects nothing; say what, such as `reply: 451` or `delivered-to: botan@osaka`
            expect: { reply: 451 }                  ~ 15: `reply` needs the key `mail` beside it
            expect: { mail: m2, reply: 451 }        ~ 21: `mail` names `m2`, but no mail has that name; did you mean `m1`?
            expect: { mail: m1, reply: 4510 }       ~ 32: `reply` must be a whole number from 200 to 599, not `4510`
            expect: { mail: m1, reply: temporary }  ~ 32: `reply` must be a whole number, not text
            expect: { mail: m1, reply: 451, enhanced: 5.1.1 } ~ 47: `enhanced` must begin with the same digit as `reply`, not `5.1.1`
            expect: { mail: m1, enhanced: 4.4.3 }   ~ 25: `enhanced` needs the key `reply` beside it
            expect: { mail: m1, reply: 451, recipient: a@b.test } ~ 48: `recipient` names `a@b.test`, but the mail `m1` is not sent to it; known here: botan@example.com
            expect: { mail: m1, delivered-to: bottan@osaka } ~ 39: `delivered-to` names the mailbox `bottan@osaka`, but `osaka` never has it; did you mean `botan@osaka`?
            expect: { mail: m1, delivered-to: ben@osaka } ~ 39: `delivered-to` names the mailbox `ben@osaka`, but `osaka` never has it; did you mean `benkei@osaka`?
            expect: { mail: m1, delivered-to: botan@osaak } ~ 39: `delivered-to` names `botan@osaak`, but no site is named `osaak`; write a local part @ a site, such as botan@osaka; did you mean `botan@osaka`?
            expect: { mail: m1, delivered-to: botan } ~ 39: `delivered-to` must be a local part @ a site, such as botan@osaka, not `botan`
            expect: { mail: m1, times: 1 }          ~ 25: `times` needs the key `delivered-to` beside it
            expect: { mail: m1, delivered-to: botan@osaka, times: { at-least: 2, at-most: 1 } } ~ 59: `at-least` is more than `at-most`, so this can never hold
            expect: { mail: m1, delivered-to: botan@osaka, times: twice } ~ 59: `times` must be a number, or a range such as { at-least: 1 }, not text
            expect: { mail: m1, queued-at: nowhre } ~ 36: `queued-at` names `nowhre`, but no site has that name; known here: tokyo, osaka
            expect: { mail: m1, queued-at: [tokyo, tokyo] } ~ 44: `tokyo` is here twice
            expect: { mail: m1, bounced: no }       ~ 34: `bounced` must be true or false, not text
            expect: { mail: m1, at-smart-host: 0 }  ~ 25: no site has `smart-host: smart-host`, so nothing can come to the smart host
            expect: { lookups-by: tokyo, of: botan } ~ 15: `lookups-by` needs the keys `of` and `made` beside it
            expect: { of: botan }                   ~ 15: `of` needs the key `lookups-by` beside it
            expect: { account: dora }               ~ 15: `account` needs the key `owned-by` beside it
            create-account: { at: tokyo, account: x, moved-from: tokyo } ~ 58: `moved-from` names `tokyo`, the site itself
            create-account: { at: tokyo, account: x, moved-from: osakk } ~ 58: `moved-from` names `osakk`, but no site has that name; did you mean `osaka`?
            create-alias: { at: tokyo, alias: x }   ~ 19: `create-alias` needs the key `target`
            create-alias: { at: tokyo, alias: x@y.test, target: a } ~ 39: `alias` is in `y.test`, which is not a domain of this site; known here: example.com
            set-account-state: { at: tokyo, account: akira, state: gone } ~ 60: `state` must be one of active, disabled, full, moving, not `gone`
            expect: { owned-by: tokyo }             ~ 15: `owned-by` needs the key `account` beside it
            """)
    void aMistakeInAStepIsToldWithItsPlaceItsCauseAndItsCure(String step, String message) {
        assertThat(messages(SENT + "  - " + step + "\n")).containsExactly("s.yaml:9:" + message);
    }

    /** The mistakes replace the sites of a scenario; they begin on line 4. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            outside: {}                         ~ 4:3: a site cannot be named `outside`, which means something else in scenarios
            Tokyo: {}                           ~ 4:3: the name of a site must be small letters, digits and hyphens and begin with a letter, not `Tokyo`
            tokyo:                              ~ 4:3: `tokyo` has no value
            tokyo: [akira]                      ~ 4:10: `tokyo` must be a mapping with the keys of a site, such as { accounts: [akira] }, not a list
            tokyo: { acounts: [] }              ~ 4:12: unknown key `acounts`; did you mean `accounts`?
            tokyo: { spool: /tmp }              ~ 4:12: `spool`: a scenario has no files; the lab keeps the spool
            tokyo: { account-creation: none }   ~ 4:30: `account-creation` must be one of reserve, check, not `none`
            tokyo: { aliases: { a: a } }        ~ 4:26: the alias a@example.com would lead round in a circle: a@example.com -> a@example.com
            tokyo: { smtp: { listen: '[::1]:25' } } ~ 4:20: `listen`: the lab gives addresses and ports itself
            tokyo: { minger: { password-file: x } } ~ 4:22: `password-file`: a scenario has no files; write `password`
            tokyo: { minger: { password: 'a b' } } ~ 4:32: `password` must give a password of 1 to 50 visible ASCII characters without spaces
            tokyo: { smart-host: relay.example.net } ~ 4:24: `smart-host` names `relay.example.net`, but no site or other node has that name; known here: tokyo, outside, smart-host
            tokyo: { smart-host: 'smart-host:25' } ~ 4:24: `smart-host` must be a name without a port; the lab gives addresses and ports itself
            tokyo: { sharing: { hosts: [tokyo] } } ~ 4:31: an entry of `hosts` names the site itself
            tokyo: { sharing: { hosts: [osaka] } } ~ 4:31: an entry of `hosts` names `osaka`, but no site or other node has that name; known here: tokyo, outside, smart-host
            tokyo: { sharing: { hosts: [{ host: outside, site: x }] } } ~ 4:48: `site`: in a scenario `host` is the site's name already
            tokyo: { trusted: [192.0.2.1] }     ~ 4:22: an entry of `trusted` names `192.0.2.1`, but no site or other node has that name; known here: tokyo, outside, smart-host
            """)
    void aMistakeInASiteIsToldWithItsPlaceItsCauseAndItsCure(String site, String message) {
        String text = "scenario: A test\ndomain: example.com\nsites:\n  " + site + "\nsteps: [{ advance: 1s }]\n";

        assertThat(messages(text)).containsExactly("s.yaml:" + message);
    }

    @Test
    void aFileWithoutTheNecessaryKeysSaysWhichItNeeds() {
        assertThat(messages("covers: []\n")).containsExactly("s.yaml:1:1: the file needs the key `scenario`");
        assertThat(messages("scenario: x\ndomain: example.com\nsites: {}\nsteps: []\n"))
                .containsExactly("s.yaml:3:8: `sites` is empty", "s.yaml:4:8: `steps` must have at least one entry");
    }

    @Test
    void requirementsHaveIdsOfAKnownForm() {
        assertThat(messages(TWO_SITES.replace("[DS-05]", "[DS-5, DS-05, DS-05]") + "  - advance: 1s\n"))
                .containsExactly(
                        "s.yaml:2:10: an entry of `covers` must be a requirement's id such as DS-05 or LAB-02, not"
                                + " `DS-5`",
                        "s.yaml:2:23: `DS-05` is here twice");
    }

    @Test
    void expectedViolationsAreNamesOfCheckers() {
        assertThat(messages("expected-violations: [duplicate-acounts]\n" + TWO_SITES + "  - advance: 1s\n"))
                .containsExactly("s.yaml:1:23: an entry of `expected-violations` has no such word as"
                        + " `duplicate-acounts`; did you mean `duplicate-accounts`?");
        assertThat(messages("expected-violations: [quack]\n" + TWO_SITES + "  - advance: 1s\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "s.yaml:1:23: an entry of `expected-violations` must be one of accepted-mail-is-never-lost, ")
                .endsWith(", not `quack`");
    }

    @Test
    void aStepIsOneAction() {
        assertThat(messages(TWO_SITES + "  - advance: 1s\n    heal: all\n"))
                .containsExactly(
                        "s.yaml:8:5: a step has exactly one key, but here are `advance`, `heal`; begin each with `- `");
    }

    @Test
    void aMailCannotBeSpokenOfBeforeItIsSent() {
        assertThat(messages(TWO_SITES + """
                          - expect: { mail: m1, reply: 250 }
                          - send: { mail: m1, from: <>, to: akira@example.com, via: tokyo }
                        """))
                .containsExactly("s.yaml:8:21: `mail` names `m1`, which is sent only further down");
    }

    @Test
    void aFaultIsHealedOnceAndASiteKilledOnce() {
        assertThat(messages(TWO_SITES + """
                          - cut: { to: osaka, name: quake }
                          - cut: { to: tokyo, name: quake }
                          - heal: quake
                          - heal: quake
                          - heal: quak
                          - crash: osaka
                          - crash: osaka
                        """))
                .containsExactly(
                        "s.yaml:9:29: another fault is named `quake` already",
                        "s.yaml:11:11: the fault `quake` is healed already",
                        "s.yaml:12:11: `heal` names `quak`, but no fault before it has that name; did you mean `quake`?",
                        "s.yaml:14:12: `crash` names `osaka`, which is down already");
    }

    @Test
    void allProblemsOfAFileAreReportedInTheirOrder() {
        assertThat(messages("""
                        scenario: A test
                        covers: [DS-5]
                        domain: example..com
                        sites:
                          tokyo: { acounts: [akira] }
                        steps:
                          - cut: { to: osaka }
                          - send: { mail: m1, from: eve, to: akira@example.com, via: tokyo }
                          - expect: { mail: m1, reply: 25 }
                        """))
                .containsExactly(
                        "s.yaml:2:10: an entry of `covers` must be a requirement's id such as DS-05 or LAB-02, not"
                                + " `DS-5`",
                        "s.yaml:3:9: `domain` must be a domain such as example.com, not `example..com`",
                        "s.yaml:5:12: unknown key `acounts`; did you mean `accounts`?",
                        "s.yaml:7:16: `to` names `osaka`, but no site or other node has that name; known here: tokyo,"
                                + " outside, smart-host",
                        "s.yaml:8:29: `from` must be an address such as botan@example.com, not `eve`",
                        "s.yaml:9:32: `reply` must be a whole number from 200 to 599, not `25`");
    }
}
