package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.VerifiedAddress;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool of form 1, whose keys had domains as they were written, becomes one of form 2. */
class AddressFormsTest {

    private static final String A = "xn--bcher-kva.example";

    @TempDir
    private Path folder = Path.of("replaced");

    private SqliteStore open() throws StoreException {
        return SqliteStore.open(folder, new MemoryMailboxes());
    }

    private void written(String... rows) throws IOException, SQLException {
        open().close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SpoolFolder.DATABASE));
                Statement statement = connection.createStatement()) {
            for (String table : Schema.SUMMED) {
                statement.execute("ALTER TABLE " + table + " DROP COLUMN sum");
            }
            statement.execute("ALTER TABLE site DROP COLUMN commits");
            statement.execute("DROP TABLE body_file");
            statement.execute("DROP TABLE released");
            for (String row : rows) {
                statement.execute("INSERT INTO " + row);
            }
            statement.execute("PRAGMA user_version = 1");
        }
        Files.deleteIfExists(folder.resolve("commits"));
    }

    @Test
    void keysBecomeALabelsAndAddressesStayAsWritten() throws Exception {
        written(
                "account VALUES('akira@bücher.example', 'Akira@Bücher.example', 'ACTIVE')",
                "account VALUES('akira@example.com', 'akira@example.com', 'ACTIVE')",
                "alias VALUES('aki@bücher.example', 'aki@bücher.example', 'akira@bücher.example')",
                "list VALUES('all@bücher.example', 'all@bücher.example', 'akira@bücher.example')",
                "list_member VALUES('all@bücher.example', 0, 'chie@bücher.example')",
                "seen_post VALUES('all@bücher.example', '<m1@x>', 1, 0)",
                "verified VALUES('botan@bücher.example', 'osaka.example', 25, 1, 0)",
                "verified VALUES('botan@" + A + "', 'osaka.example', 25, 2, 0)");

        try (SqliteStore store = open()) {
            SpoolState state = store.recover();
            assertThat(state.findings()).isEmpty();
            assertThat(state.accounts())
                    .extracting(account -> account.address().toString())
                    .containsExactlyInAnyOrder("Akira@Bücher.example", "akira@example.com");
            assertThat(state.lists())
                    .singleElement()
                    .extracting(MailingList::members)
                    .asString()
                    .contains("chie@bücher.example");
            assertThat(state.posts()).extracting(SeenPost::list).containsExactly("all@" + A);
            assertThat(state.verified()).extracting(VerifiedAddress::key).containsExactly("botan@" + A);
            assertThat(Schema.number(store.connection(), "SELECT count(*) FROM account WHERE key = 'akira@" + A + "'"))
                    .isEqualTo(1);
            assertThat(Schema.number(store.connection(), "PRAGMA user_version")).isEqualTo(Schema.VERSION);
        }
    }

    @Test
    void oneAddressInTwoFormsIsRefusedInWordsThatSayWhatToDo() throws Exception {
        written(
                "account VALUES('akira@bücher.example', 'akira@bücher.example', 'ACTIVE')",
                "list VALUES('akira@" + A + "', 'akira@" + A + "', 'chie@example.com')");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> open().close())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            "akira@bücher.example and akira@" + A, "are one address", "remove one of them");
        }
    }
}
