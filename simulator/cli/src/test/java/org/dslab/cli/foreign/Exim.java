package org.dslab.cli.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Exim as a client, with a configuration, spool and log in a folder. It is unpacked, not installed, by {@code .ci/exim}
 * into {@code target/exim} or wherever {@code DSLAB_EXIM} says; a library gives it the user that it wants.
 */
final class Exim {

    private static final int NOBODY = 65534;

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment;

    private Exim(Path home, Path folder, Map<String, String> environment) {
        this.home = home;
        this.folder = folder;
        this.environment = environment;
    }

    /** An Exim that sends all mail to this server; the test is skipped if there is none. */
    static Exim sendingTo(Member server, Path folder) throws IOException {
        Path home = Optional.ofNullable(System.getenv("DSLAB_EXIM"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("dslab.root"), "target", "exim"));
        assumeTrue(
                Files.isRegularFile(home.resolve("complete")),
                "Exim is not in " + home + ", where .ci/exim unpacks it, so the engine does not meet it here");
        Programs.needRoot("Exim");
        String libraries = Files.readString(home.resolve("complete")).strip();
        Files.createDirectories(folder);
        makeEntranceTo(folder);
        give(Files.createDirectories(folder.resolve("spool")));
        give(Files.createDirectories(folder.resolve("log")));
        Files.writeString(folder.resolve("passwd"), """
                root:x:0:0::/:/bin/sh
                Debian-exim:x:%1$d:%1$d::/:/bin/false
                """.formatted(NOBODY));
        Files.writeString(folder.resolve("group"), "root:x:0:\nDebian-exim:x:" + NOBODY + ":\n");
        Files.writeString(folder.resolve("exim.conf"), configuration(home, folder, server), StandardCharsets.UTF_8);
        return new Exim(
                home,
                folder,
                Map.of(
                        "LD_LIBRARY_PATH",
                        libraries,
                        "LD_PRELOAD",
                        "libnss_wrapper.so",
                        "NSS_WRAPPER_PASSWD",
                        folder.resolve("passwd").toString(),
                        "NSS_WRAPPER_GROUP",
                        folder.resolve("group").toString()));
    }

    private static String configuration(Path home, Path folder, Member server) {
        return """
                keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
                exim_path = %1$s/usr/sbin/exim4
                spool_directory = %2$s/spool
                log_file_path = %2$s/log/%%slog
                deliver_drop_privilege
                primary_hostname = mx.elsewhere.test
                trusted_users = root
                begin routers
                to_server:
                  driver = manualroute
                  transport = to_server
                  route_list = * %3$s
                  self = send
                begin transports
                to_server:
                  driver = smtp
                  port = %4$d
                  allow_localhost
                begin retry
                * * F,1h,1s
                """.formatted(home, folder, server.address(), Member.SMTP);
    }

    /** Sends one message in the foreground; what Exim says about the conversation with the server. */
    String send(String subject, String... recipients) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-odi", "-v", "-f", "eve@elsewhere.test"));
        arguments.addAll(List.of(recipients));
        return run("Subject: " + subject + "\n\n.a line that begins with a dot\n", arguments);
    }

    /** Tries everything in the queue now. */
    String retry() throws IOException {
        return run("", List.of("-v", "-qff"));
    }

    /** How many messages it has in its queue. */
    int queued() throws IOException {
        return Integer.parseInt(run("", List.of("-bpc")).strip());
    }

    private String run(String input, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("usr/sbin/exim4").toString(),
                "-C",
                folder.resolve("exim.conf").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Exim does not end: " + output);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }

    private static void makeEntranceTo(Path folder) throws IOException {
        Path parent = folder.getParent();
        for (Path each : parent == null ? List.of(folder) : List.of(folder, parent)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void give(Path path) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
}
