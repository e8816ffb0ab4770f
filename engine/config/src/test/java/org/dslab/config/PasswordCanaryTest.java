package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.config.Reading.SITE;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DS-73: wherever a password stands, rightly or wrongly, no message shows it. */
class PasswordCanaryTest {

    private static final String CANARY = "canary-41";

    @ParameterizedTest
    @DisplayName("DS-73: an error never shows a password")
    @ValueSource(
            strings = {
                "minger: { password: 'canary-41 with spaces' }",
                "minger: { password: canary-41-canary-41-canary-41-canary-41-canary-41-canary-41 }",
                "minger: { password: [canary-41] }",
                "minger: { password: { canary-41: 1 } }",
                "minger: canary-41",
                "minger: { canary-41 }",
                "minger: { password=canary-41 }",
                "minger: { password-file: canary-41 }",
                "minger: { password: a, password-file: canary-41 }",
                "minger: { password: *canary-41 }",
                "minger: { password: &canary-41 a }",
                "minger: { password: !canary-41 a }",
                "minger: { password: 'canary-41 }",
                "minger: { password: \"canary-41\\q\" }",
                "minger: { password: \"canary-41\\n\" }",
                "minger: { password: canary-41: 5 }",
                "minger: { pasword: canary-41 }",
                "minger:\n  password:\n  canary-41",
                "minger:\n  password: @canary-41",
                "minger:\n  password: a\n  password: canary-41",
                "sharing: { hosts: [{ host: mx, minger-password: 'canary-41 x' }] }",
                "sharing: { hosts: [{ host: mx, minger-password: 5, x: canary-41 }] }",
                "sharing: { hosts: [{ host: mx, minger-password-file: canary-41 }] }",
                "sharing: { hosts: [{ minger-password: canary-41 }] }"
            })
    void anErrorNeverShowsAPassword(String yaml) {
        assertThatThrownBy(() -> Reading.site(SITE + yaml + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .isNotEmpty()
                .doesNotContain("canary");
    }

    @Test
    @DisplayName("DS-73: settings that are printed do not show their passwords")
    void printedSettingsDoNotShowPasswords() throws Exception {
        SiteConfig config = Reading.site(SITE
                + "minger: { password: canary-41 }\n"
                + "sharing: { hosts: [{ host: mx, minger-password: canary-41 }] }\n");

        assertThat(config.settings().minger().password().orElseThrow().reveal()).isEqualTo(CANARY);
        assertThat(config.toString()).doesNotContain(CANARY);
    }

    @Test
    @DisplayName("DS-73: a password file that is unusable is not quoted")
    void anUnusablePasswordFileIsNotQuoted(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("secret"), "canary-41\nand a second line\n");
        Path file = Files.writeString(folder.resolve("site.yaml"), SITE + "minger: { password-file: secret }\n");

        assertThatThrownBy(() -> SiteFile.read(file))
                .hasMessage(YamlReader.nameOf(file) + ":3:26: `password-file` must give a password of 1 to 50 visible"
                        + " ASCII characters without spaces");
    }
}
