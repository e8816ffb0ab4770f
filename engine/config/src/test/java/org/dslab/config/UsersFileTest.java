package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFileTest {

    @TempDir
    private Path folder;

    private List<AccountSetting> read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("users.txt"), text, StandardCharsets.UTF_8);
        return UsersFile.read(file, List.of("example.com", "example.org"));
    }

    private static AccountSetting user(String address, AccountState state) {
        return new AccountSetting(address, List.of(), state);
    }

    @Test
    void usersAreReadWithTheirStates() throws Exception {
        assertThat(read("""
                # the users of kyoto
                chie\r
                  Dai@example.org\tdisabled   # on leave
                a#b

                emi full
                fumi active
                goro moving
                """))
                .containsExactly(
                        user("chie@example.com", AccountState.ACTIVE),
                        user("Dai@example.org", AccountState.DISABLED),
                        user("a#b@example.com", AccountState.ACTIVE),
                        user("emi@example.com", AccountState.FULL),
                        user("fumi@example.com", AccountState.ACTIVE),
                        user("goro@example.com", AccountState.MOVING));
        assertThat(read("")).isEmpty();
    }

    @Test
    void aFileThatMayBeStillBeingWrittenIsRefused() throws Exception {
        assertThatThrownBy(() -> read("chie\ndai"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("users.txt:2:4: the last line does not end with a newline");
        assertThatThrownBy(() -> read("chie\n#")).hasMessageContaining("users.txt:2:2: the last line");
        assertThat(read("chie\r\n")).hasSize(1);
    }

    @Test
    void aFileThatHasLostAllItsUsersIsRefusedWhenItIsReadAgain() throws Exception {
        Path file = folder.resolve("users.txt");
        List<AccountSetting> none = readAgain("# nobody yet\n", List.of());
        assertThat(none).isEmpty();
        List<AccountSetting> chie = readAgain("chie\n", none);
        assertThat(readAgain("dai\n", chie)).hasSize(1);
        for (String text : List.of("", "# nobody\n")) {
            assertThatThrownBy(() -> readAgain(text, chie))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining(YamlReader.nameOf(file) + ": it has no user, where there were 1;");
        }
    }

    private List<AccountSetting> readAgain(String text, List<AccountSetting> before) throws Exception {
        Path file = Files.writeString(folder.resolve("users.txt"), text, StandardCharsets.UTF_8);
        return UsersFile.readAgain(file, List.of("example.com"), before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            chie@exmaple.com ~ :2:2: each line is in `exmaple.com`, which is not a domain of this site; did you mean `example.com`?
            chie disabeld    ~ :2:2: each line may end with a state (active, disabled, full, moving), not with `disabeld`; did you mean `disabled`?
            chie active now  ~ :2:2: each line may end with a state (active, disabled, full, moving), not with `active now`
            Akira            ~ :2:2: each line must name another user; `Akira` is on line 1 already
            @                ~ :2:2: each line must be a local part or an address, not `@`
            """)
    void aMistakeIsNamedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> read("akira@example.com\n " + line + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains("users.txt" + message);
    }

    @Test
    void whatIsNoTextFileIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("users.txt"), new byte[] {'a', '\n', (byte) 0xFF});
        assertThatThrownBy(() -> UsersFile.read(file, List.of("example.com")))
                .hasMessageEndingWith("users.txt:2:1: this is not UTF-8 text; save the file as UTF-8");
    }
}
