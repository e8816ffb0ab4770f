package org.dslab.engine.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.junit.jupiter.api.Test;

class AliasChainsTest {

    private final TreeMap<String, EmailAddress> targets = new TreeMap<>();

    private static EmailAddress address(String localPart) {
        return EmailAddress.of(localPart + "@example.com");
    }

    /** Aliases a1, a2 and so on in a row, the last of which leads to z. */
    private void chain(int length) {
        for (int i = 1; i <= length; i++) {
            targets.put("a" + i + "@example.com", address(i == length ? "z" : "a" + (i + 1)));
        }
    }

    private Optional<EmailAddress> end(String localPart) {
        return AliasChains.end(address(localPart), key -> Optional.ofNullable(targets.get(key)));
    }

    @Test
    void tenAliasesInARowLeadSomewhereAndElevenDoNot() {
        chain(10);
        assertThat(end("a1")).contains(address("z"));
        assertThat(end("Z")).contains(address("Z"));
        assertThat(AliasChains.fault(targets)).isEmpty();

        chain(11);
        assertThat(end("a1")).isEmpty();
        assertThat(end("a2")).contains(address("z"));
        assertThat(AliasChains.fault(targets))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .startsWith("a1@example.com would lead through more than 10 aliases: a1@example.com -> "));
    }

    @Test
    void aCircleLeadsNowhereFromInsideAndFromOutside() {
        targets.put("a@example.com", address("B"));
        targets.put("b@example.com", address("a"));
        targets.put("into@example.com", address("a"));

        assertThat(end("a")).isEmpty();
        assertThat(end("into")).isEmpty();
        assertThat(AliasChains.faultOf("b@example.com", targets))
                .contains(
                        "b@example.com would lead round in a circle: b@example.com -> a@example.com -> b@example.com");
        assertThat(AliasChains.faultOf("into@example.com", targets)).isPresent();
    }
}
