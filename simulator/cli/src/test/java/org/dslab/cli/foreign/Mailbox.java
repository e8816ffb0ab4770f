package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Maildir that somebody delivers to. */
record Mailbox(Path maildir) {

    /** One of a site of ours. */
    static Mailbox of(Path folder, Member site, String localPart) {
        return new Mailbox(folder.resolve(site.name() + "-mail").resolve(localPart + "@example.com"));
    }

    /** All new messages as text. */
    List<String> messages() {
        try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
            return files.sorted().map(Mailbox::read).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String subject) {
        return messages().stream()
                .filter(message -> message.contains("Subject: " + subject))
                .count();
    }

    /** Waits until exactly one message with this subject is there. */
    void awaits(String subject) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(count(subject))
                        .as("mail %s in %s", subject, maildir)
                        .isEqualTo(1));
    }
}
