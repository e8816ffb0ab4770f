package org.dslab.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "botan@example.com",
                "Botan@Example.COM",
                "a.b+c@d-e.example",
                "\"two words\"@example.com",
                "\"a\\\"b\"@example.com",
                "x@[192.0.2.1]",
                "x@[IPv6:2001:db8::1]",
                "!#$%&'*+-/=?^_`{|}~@x",
                "gr\u00fc\u00dfe@ex\u00e4mple.com"
            })
    void readsAddressesAsWritten(String text) {
        assertThat(EmailAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "botan",
                "botan@",
                "@example.com",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "a b@example.com",
                "a@b@c",
                "a@-b.example",
                "a@b-.example",
                "a@b..c",
                "a@b.",
                "\"open@example.com",
                "\"bare\"quote\"@example.com",
                "a@exa mple.com",
                "a@[x",
                "a@[]",
                "a\u0007@example.com",
                "a@example.com\r\nRCPT",
                "a\u0085@example.com"
            })
    void refusesEverythingElse(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void honoursTheLengthLimitsOfTheStandard() {
        assertThat(EmailAddress.parse("x".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("x".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("\u00e4".repeat(33) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("x@" + "y".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("x@" + "y.".repeat(127) + "z")).isPresent();
        assertThat(EmailAddress.parse("x@" + "y.".repeat(128) + "z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Botan@Example.COM, botan@example.com",
        "'\"botan\"@example.com', botan@example.com",
        "'\"b\\otan\"@example.com', botan@example.com",
        "'\"two words\"@example.com', '\"TWO words\"@example.com'",
        "\u00c4rger@example.com, \u00c4RGER@example.com"
    })
    void spellingsOfOneAddressHaveOneKey(String one, String other) {
        assertThat(EmailAddress.of(one).key()).isEqualTo(EmailAddress.of(other).key());
    }

    @Test
    void foldsAsciiOnlyAndAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(EmailAddress.of("TITLE@I.example").key()).isEqualTo("title@i.example");
            assertThat(AsciiCase.upper("title")).isEqualTo("TITLE");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(EmailAddress.of("\u0130@x.example").key()).isEqualTo("\u0130@x.example");
        assertThat(EmailAddress.of("\u00e4@x.example").key())
                .isNotEqualTo(EmailAddress.of("\u00c4@x.example").key());
    }

    @Test
    void knowsWhenSmtpUtf8IsNeeded() {
        assertThat(EmailAddress.of("botan@example.com").needsUtf8()).isFalse();
        assertThat(EmailAddress.of("b\u00f6tan@example.com").needsUtf8()).isTrue();
        assertThat(EmailAddress.of("botan@ex\u00e4mple.com").needsUtf8()).isTrue();
    }

    @Test
    void ourOwnMistakesThrow() {
        assertThatThrownBy(() -> EmailAddress.of("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }
}
