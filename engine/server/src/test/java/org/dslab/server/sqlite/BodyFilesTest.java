package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails says so once; asked again it pretends that all is well (DS-36). */
class BodyFilesTest {

    private static final Octets OCTETS = Octets.latin1("octets");

    @TempDir
    private Path folder = Path.of("replaced");

    private final Set<String> failingOnce = new TreeSet<>();
    private final List<String> synced = new ArrayList<>();
    private BodyFiles files = new BodyFiles(folder);

    @BeforeEach
    void open() throws IOException {
        files = new BodyFiles(folder, path -> {
            String name = String.valueOf(path.getFileName());
            synced.add(name);
            if (failingOnce.remove(name)) {
                throw new IOException("Input/output error");
            }
        });
        files.append(1, OCTETS);
        files.append(2, OCTETS);
    }

    /** DS-36. */
    @Test
    void aBodyWhoseSyncFailedNeverBecomesDurable() throws IOException {
        failingOnce.add("0000000000000001");
        assertThatThrownBy(() -> files.sync(List.of(1L, 2L))).hasMessage("Input/output error");
        assertThatThrownBy(() -> files.sync(List.of(1L))).hasMessageContaining("could not be made durable before");
        files.sync(List.of(2L));
        assertThatThrownBy(() -> files.sync(List.of(1L, 2L))).isInstanceOf(IOException.class);
    }

    /** DS-36: the folder has the names of all files that were made since it was synced last. */
    @Test
    void afterTheFolderFailedNoFileThatIsNewInItBecomesDurable() throws IOException {
        failingOnce.add(String.valueOf(folder.getFileName()));
        assertThatThrownBy(() -> files.sync(List.of(1L))).hasMessage("Input/output error");
        assertThatThrownBy(() -> files.sync(List.of(1L))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.sync(List.of(2L))).isInstanceOf(IOException.class);
        files.append(3, OCTETS);
        files.sync(List.of(3L));
    }

    /** DS-36. */
    @Test
    void aBrokenBodyIsForgottenWithItsFile() throws IOException {
        failingOnce.add("0000000000000001");
        assertThatThrownBy(() -> files.sync(List.of(1L))).isInstanceOf(IOException.class);
        files.delete(1);
        files.append(1, OCTETS);
        files.sync(List.of(1L));
        assertThat(synced).containsExactly("0000000000000001", "0000000000000001", folder.getFileName() + "");
    }
}
