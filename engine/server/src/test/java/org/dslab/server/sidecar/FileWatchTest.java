package org.dslab.server.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

    @TempDir
    private Path folder = Path.of("replaced");

    @Test
    void everyKindOfChangeIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("users"), "one");
        List<String> seen = new CopyOnWriteArrayList<>();
        FileWatch watch = new FileWatch(file, () -> seen.add(read(file)));
        try (watch) {
            awaitLast(seen, "one");
            Files.writeString(file, "two");
            awaitLast(seen, "two");
            Path other = Files.writeString(folder.resolve("users.new"), "new");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            awaitLast(seen, "new");
            Files.delete(file);
            awaitLast(seen, "(gone)");
            Files.writeString(file, "back");
            awaitLast(seen, "back");
        }
        assertThat(seen).containsExactly("one", "two", "new", "(gone)", "back");
    }

    private static void awaitLast(List<String> seen, String content) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !seen.isEmpty() && seen.getLast().equals(content));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "(gone)";
        }
    }
}
