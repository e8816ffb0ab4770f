package org.dslab.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"a\":[1,-20,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
                "\"\\\"\\\\ \\u0000\\u001b\\u2028 \u00e9 \ud83d\ude00\"",
            })
    void whatWasReadIsWrittenAsItWas(String text) throws MalformedJsonException {
        assertThat(JsonReader.read(text).toLine()).isEqualTo(text);
    }

    @Test
    void spaceAndEscapesAreUnderstood() throws MalformedJsonException {
        assertThat(JsonReader.read(" { \"a\" : \"\\n\\t\\/\\u00E9\" , \"b\" : [ 1 , 2 ] } ")
                        .toLine())
                .isEqualTo("{\"a\":\"\\u000a\\u0009/\u00e9\",\"b\":[1,2]}");
    }

    @Test
    void halfOfAPairOfSurrogatesIsEscaped() {
        assertThat(new JsonValue.Text("\ud83d").toLine()).isEqualTo("\"\\ud83d\"");
        assertThat(new JsonValue.Text("\ude00x").toLine()).isEqualTo("\"\\ude00x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\ude00x\"", "{\"\\ud800\":1}"})
    void halfOfAPairOfSurrogatesIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void bidirectionalAndInvisibleCharactersAreEscaped() {
        assertThat(new JsonValue.Text("a\u202eb\u200bc\udb40\udc01").toLine())
                .isEqualTo("\"a\\u202eb\\u200bc\\udb40\\udc01\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "|1",
                "{|2",
                "{\"a\"|5",
                "{\"a\":1,}|8",
                "{\"a\":1 \"b\":2}|8",
                "{\"a\":1,\"a\":2}|8",
                "[1,]|4",
                "[1|3",
                "\"open|6",
                "\"\\x\"|3",
                "\"\\u12g4\"|6",
                "1.5|1",
                "01|1",
                "99999999999999999999|1",
                "nul|1",
                "{} {}|4",
            })
    void whatIsNotJsonIsRefusedWithItsColumn(String text, int column) {
        assertThatThrownBy(() -> JsonReader.read(text == null ? "" : text))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        e -> assertThat(e.column()).isEqualTo(column));
    }

    @Test
    void deepNestingIsRefusedRatherThanOverflowing() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("it is nested too deeply");
    }

    private record Inner(boolean isOpen, Secret password) {}

    private record Outer(
            EmailAddress address,
            HostPort smtpHost,
            RouteKind kind,
            Instant at,
            List<Inner> inner,
            Optional<String> there,
            Optional<String> absent) {}

    /** DS-73. */
    @Test
    void aRecordIsAnObjectAndASecretStaysOne() {
        Outer outer = new Outer(
                EmailAddress.of("botan@example.com"),
                new HostPort("mx.example.com", 25),
                RouteKind.SHARING_HOST,
                Instant.parse("2026-03-01T12:00:00Z"),
                List.of(new Inner(true, new Secret("canary"))),
                Optional.of("yes"),
                Optional.empty());
        assertThat(RecordJson.of(outer).toLine())
                .isEqualTo("{\"address\":\"botan@example.com\",\"smtp-host\":\"mx.example.com:25\","
                        + "\"kind\":\"sharing-host\",\"at\":\"2026-03-01T12:00:00Z\","
                        + "\"inner\":[{\"is-open\":true,\"password\":\"(secret)\"}],\"there\":\"yes\"}");
    }
}
