package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DS-13, RFC 5321 2.4: addresses in a history")
class AddressesTest {

    @Test
    void spellingsOfOneAddressAreTheSame() {
        assertThat(Addresses.same("Botan@EXAMPLE.com", "botan@example.com")).isTrue();
        assertThat(Addresses.same("\"botan\"@example.com", "botan@example.com")).isTrue();
        assertThat(Addresses.same("\"bo\\tan\"@example.com", "botan@example.com"))
                .isTrue();
        assertThat(Addresses.same("\"b.x\"@example.com", "b.x@example.com")).isTrue();
    }

    @Test
    void differentAddressesAreNot() {
        assertThat(Addresses.same("botan@example.com", "botan@example.org")).isFalse();
        assertThat(Addresses.same("\"bo tan\"@example.com", "bo tan@example.com"))
                .isFalse();
        assertThat(Addresses.same("\"b..x\"@example.com", "b..x@example.com")).isFalse();
        assertThat(Addresses.same("\"\"@example.com", "@example.com")).isFalse();
        assertThat(Addresses.same("\u0130@example.com", "i@example.com")).isFalse();
    }

    @Test
    void theDomainIsWhatFollowsTheLastAt() {
        assertThat(Addresses.isIn("\"a@b\"@Example.COM", "example.com")).isTrue();
        assertThat(Addresses.isIn("example.com", "example.com")).isFalse();
        assertThat(Addresses.isIn("botan@sub.example.com", "example.com")).isFalse();
    }

    @Test
    void postmasterNeedsNoDomain() {
        assertThat(Addresses.isPostmaster("POSTMASTER")).isTrue();
        assertThat(Addresses.isPostmaster("Postmaster@example.com")).isTrue();
        assertThat(Addresses.isPostmaster("postmasters@example.com")).isFalse();
    }
}
