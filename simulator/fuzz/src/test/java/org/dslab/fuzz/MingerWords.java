package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerResponder;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.Secret;

/** What the Minger targets share: words that lead deep, a responder and its directory. */
final class MingerWords {

    static final Endpoint CLIENT = new Endpoint("192.0.2.20", 5000);

    private static final List<String> MAILBOXES = List.of(
            "akira@example.com", "botan+x@example.com", "\"a b\"@example.com", "dörte@example.com", "chie@example.com");

    private static final List<String> PARTS = List.of(
            " ",
            " d=",
            " d=AAAAAAAAAAAAAAAAAAAAAA==",
            " x=1",
            "\"",
            "\\",
            "\r",
            "\r\n",
            "\n",
            " 0",
            " 3",
            " 5",
            " 6",
            "\u00ff");

    private MingerWords() {}

    static String mailbox(FuzzedDataProvider data) {
        return data.pickValue(MAILBOXES);
    }

    /** Anything, most of it near to a question or an answer; one octet a character. */
    static String text(FuzzedDataProvider data) {
        StringBuilder text = new StringBuilder();
        for (int left = data.consumeInt(0, 6); left > 0; left--) {
            switch (data.consumeInt(0, 4)) {
                case 0 -> text.append(new String(data.consumeBytes(60), StandardCharsets.ISO_8859_1));
                case 1 -> text.append(Octets.utf8(mailbox(data)).latin1());
                case 2 -> text.append("x".repeat(data.consumeInt(1, 1100)));
                default -> text.append(data.pickValue(PARTS));
            }
        }
        return text.toString();
    }

    static Optional<Secret> password(FuzzedDataProvider data) {
        return data.consumeBoolean() ? Optional.of(new Secret("s€cret")) : Optional.empty();
    }

    static MingerResponder responder(Optional<Secret> password) {
        MingerSettings usual = MingerSettings.defaults();
        return new MingerResponder(
                new MingerSettings(true, password, List.of(CLIENT.address()), usual.tcpIdleLimit()),
                MingerWords::statusOf);
    }

    /** One address of each kind. */
    static MingerStatus statusOf(EmailAddress address) {
        return switch (address.key()) {
            case "akira@example.com", "\"a b\"@example.com" -> MingerStatus.ACTIVE;
            case "chie@example.com" -> MingerStatus.CANNOT_RECEIVE;
            default -> MingerStatus.DOES_NOT_EXIST;
        };
    }
}
