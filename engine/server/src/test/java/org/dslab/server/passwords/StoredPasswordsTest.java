package org.dslab.server.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.PasswordHash;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;

class StoredPasswordsTest {

    private static final Secret PASSWORD = new Secret("canary-pässword");

    @Test
    void aPasswordIsRightForItsAccountOnly() {
        StoredPasswords passwords = new StoredPasswords(Map.of(
                "akira@example.com", Pbkdf2.hash(PASSWORD, 1000),
                "botan@example.com", Pbkdf2.hash(new Secret("another"), 2000)));
        assertThat(passwords.isRight("akira@example.com", PASSWORD)).isTrue();
        assertThat(passwords.isRight("akira@example.com", new Secret("canary-password")))
                .isFalse();
        assertThat(passwords.isRight("akira@example.com", new Secret(""))).isFalse();
        assertThat(passwords.isRight("botan@example.com", PASSWORD)).isFalse();
        assertThat(passwords.isRight("nobody@example.com", PASSWORD)).isFalse();
        assertThat(new StoredPasswords(Map.of()).isRight("akira@example.com", PASSWORD))
                .isFalse();
    }

    @Test
    void aHashIsSaltedAndSurvivesItsText() {
        PasswordHash one = Pbkdf2.hash(PASSWORD, 1000);
        assertThat(Pbkdf2.hash(PASSWORD, 1000)).isNotEqualTo(one);
        assertThat(PasswordHash.parse(one.text())).contains(one);
        assertThat(Pbkdf2.matches(PasswordHash.parse(one.text()).orElseThrow(), PASSWORD))
                .isTrue();
    }

    /** RFC 7914 11. */
    @Test
    void theSchemeIsTheStandards() {
        PasswordHash hash = new PasswordHash(
                1,
                Octets.latin1("salt"),
                Octets.copyOf(
                        HexFormat.of().parseHex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")));
        assertThat(Pbkdf2.matches(hash, new Secret("passwd"))).isTrue();
    }

    /** DS-73. */
    @Test
    void neitherPasswordNorHashIsShown() {
        PasswordHash hash = Pbkdf2.hash(PASSWORD, 1000);
        assertThat(hash.toString()).isEqualTo("(password hash)");
        assertThat(Map.of("akira", hash).toString()).doesNotContain(hash.text().substring(20));
    }
}
