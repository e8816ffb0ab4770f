package org.dslab.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private Path linkTo(String permissions) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString(permissions));
        return Files.createSymbolicLink(folder.resolve("link"), real);
    }

    @Test
    void aFolderMayBeASymbolicLink() throws IOException {
        Path link = linkTo("rwx------");
        try (SocketFile socket = SocketFile.create(link.resolve("control.sock"))) {
            assertThat(socket.channel().isOpen()).isTrue();
            assertThat(folder.resolve("real").resolve("control.sock")).exists();
        }
        assertThat(folder.resolve("real")).isEmptyDirectory();
    }

    @Test
    void whatCountsIsWhoMayWriteToTheFolderThatALinkLeadsTo() throws IOException {
        Path link = linkTo("rwxrwxrwx");
        assertThatThrownBy(() -> SocketFile.create(link.resolve("control.sock")))
                .hasMessageContaining("others may write to that folder");
    }

    @Test
    void thePathBehindALinkMustBeShortEnough() throws IOException {
        Path longest = Files.createDirectory(folder.resolve("x".repeat(100)));
        Path link = Files.createSymbolicLink(folder.resolve("link"), longest);
        assertThatThrownBy(() -> SocketFile.create(link.resolve("control.sock")))
                .hasMessageContaining("at most 100 characters");
    }
}
