package org.dslab.engine.minger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DS-50 to DS-52 and MINGER.md. */
class MingerResponderTest {

    private static final Endpoint CLIENT = new Endpoint("192.0.2.1", 5000);
    private static final Secret SECRET = new Secret("0123456789abcdef");

    private final List<String> looked = new ArrayList<>();

    private MingerResponder responder(Optional<Secret> password, String... clients) {
        return new MingerResponder(
                new MingerSettings(true, password, List.of(clients), Duration.ofSeconds(30)), address -> {
                    looked.add(address.key());
                    return switch (address.key()) {
                        case "arvel@example.com", "\"two words\"@example.com" -> MingerStatus.ACTIVE;
                        case "full@example.com" -> MingerStatus.CANNOT_RECEIVE;
                        default -> MingerStatus.DOES_NOT_EXIST;
                    };
                });
    }

    private String ask(MingerResponder responder, String query) {
        return responder
                .answer(CLIENT, Octets.utf8(query))
                .map(answered -> answered.octets().utf8())
                .orElse("(no answer)");
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, arvel@example.com, A7E/WJtlUbO5NWDjZba+bw==",
        "0123456789abcdef, Arvel@Example.com, QOqiOcMX95CDf9Zhgt1XqQ==",
        "sixteen-char-secret!, bob@example.com, X2OetiED0L7r+UDNQcrcxA=="
    })
    void digestsAreThoseOfTheTestVectors(String secret, String mailbox, String digest) {
        assertThat(MingerQuery.encode(mailbox, Optional.of(new Secret(secret))))
                .isEqualTo(Octets.latin1(mailbox + " d=" + digest));
        assertThat(MingerDigest.matches(new Secret(secret), Octets.latin1(mailbox), digest))
                .isTrue();
        assertThat(MingerDigest.matches(new Secret(secret), Octets.latin1(mailbox.toUpperCase(Locale.ROOT)), digest))
                .isFalse();
    }

    /** The echo keeps the spelling, the directory does not care about it. */
    @ParameterizedTest
    @CsvSource({
        "arvel@example.com, arvel@example.com 5",
        "ARVEL@Example.COM, ARVEL@Example.COM 5",
        "full@example.com, full@example.com 4",
        "nobody@example.com, nobody@example.com 3",
        "'\"two words\"@example.com', '\"two words\"@example.com 5'",
        "'\"two words\"@example.com x=1', '\"two words\"@example.com 5'",
        "arvel@example.com t=1 T=2 _x=abc, arvel@example.com 5",
        "arvel@example.com t=1 t=2, arvel@example.com 0",
        "arvel@example.com t, arvel@example.com 0",
        "arvel@example.com t=, arvel@example.com 0",
        "arvel@example.com  t=1, arvel@example.com 0",
        "arvel@example.com t=a-b, arvel@example.com 0",
        "arvel@example.com d=short, arvel@example.com 0",
        "arvel@example.com t=1 d=A7E/WJtlUbO5NWDjZba+bw==, arvel@example.com 0",
        "arvel@example.com d=A7E/WJtlUbO5NWDjZba+bw== t=1, arvel@example.com 5",
        "hello world, hello 0",
        "@, @ 0"
    })
    void anonymousQueriesAreAnswered(String query, String expected) {
        assertThat(ask(responder(Optional.empty()), query)).isEqualTo(expected);
    }

    @Test
    void aTrailingLineEndIsTolerated() {
        MingerResponder responder = responder(Optional.empty());
        for (String end : List.of("\r", "\n", "\r\n")) {
            assertThat(ask(responder, "arvel@example.com" + end)).isEqualTo("arvel@example.com 5");
        }
        assertThat(ask(responder, "\r\n")).isEqualTo("(no answer)");
    }

    /** DS-52. */
    @Test
    void withAPasswordOnlyTheRightDigestIsAnsweredAndNobodyElseLearnsAnything() {
        MingerResponder responder = responder(Optional.of(SECRET));

        assertThat(ask(responder, "arvel@example.com")).isEqualTo("arvel@example.com 2");
        assertThat(ask(responder, "nobody@example.com")).isEqualTo("nobody@example.com 2");
        assertThat(ask(responder, "Arvel@Example.com d=A7E/WJtlUbO5NWDjZba+bw=="))
                .isEqualTo("Arvel@Example.com 2");
        assertThat(ask(responder, "arvel@example.com t=1 t=1")).isEqualTo("arvel@example.com 0");
        assertThat(looked).isEmpty();
        assertThat(ask(responder, "arvel@example.com d=A7E/WJtlUbO5NWDjZba+bw=="))
                .isEqualTo("arvel@example.com 5");
        assertThat(ask(responder, "Arvel@Example.com d=QOqiOcMX95CDf9Zhgt1XqQ=="))
                .isEqualTo("Arvel@Example.com 5");
    }

    /** RFC 6531 allows such mailboxes; their digest is over the octets as sent, and the echo keeps each of them. */
    @Test
    void aMailboxInUtf8IsAnsweredAndItsDigestIsOverItsOctets() {
        String mailbox = "b\u00f6tan@example.com";

        assertThat(ask(responder(Optional.of(SECRET)), mailbox + " d=HYbXhMOfTTow7A3xvu8EnA=="))
                .isEqualTo(mailbox + " 3");
        assertThat(MingerQuery.encode(mailbox, Optional.of(SECRET)))
                .isEqualTo(Octets.utf8(mailbox + " d=HYbXhMOfTTow7A3xvu8EnA=="));
    }

    /** DS-50: 1 goes before 2. */
    @Test
    void clientsThatAreNotListedAreDenied() {
        assertThat(ask(responder(Optional.of(SECRET), "192.0.2.9"), "arvel@example.com"))
                .isEqualTo("arvel@example.com 1");
        assertThat(ask(responder(Optional.empty(), "192.0.2.9", "192.0.2.1"), "arvel@example.com"))
                .isEqualTo("arvel@example.com 5");
        assertThat(looked).hasSize(1);
    }

    @Test
    void emptyAndOversizedQueriesAreDropped() {
        MingerResponder responder = responder(Optional.empty());
        assertThat(ask(responder, "")).isEqualTo("(no answer)");
        assertThat(ask(responder, "x".repeat(1025))).isEqualTo("(no answer)");
        assertThat(ask(responder, "x".repeat(1024))).isEqualTo("x".repeat(256) + " 0");
    }

    /** No amplification, and nothing that can be sent makes it throw. */
    @Test
    void anAnswerIsNeverLongerThanItsQueryPlusTwo() {
        SplittableRandom random = new SplittableRandom(4069);
        MingerResponder responder = responder(Optional.of(SECRET));
        String alphabet = "ab@.\" \\=d\r\n\u00e4\u0000+[]";
        for (int i = 0; i < 20_000; i++) {
            byte[] query = new byte[random.nextInt(60)];
            for (int j = 0; j < query.length; j++) {
                query[j] = i % 2 == 0
                        ? (byte) random.nextInt(256)
                        : (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            Octets octets = Octets.copyOf(query);
            responder.answer(CLIENT, octets).ifPresent(answered -> {
                assertThat(answered.octets().length()).isLessThanOrEqualTo(octets.length() + 2);
                int echo = answered.octets().length() - 2;
                assertThat(answered.octets().slice(0, echo)).isEqualTo(octets.slice(0, echo));
            });
        }
    }
}
