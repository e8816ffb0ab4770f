package org.dslab.cli.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.dslab.cli.Outside;

/**
 * A Postfix of one test's own: configuration, queue, data and log in a folder, one listener on a loopback address. The
 * Postfix of this machine is not touched. It ends by itself after some minutes, should nobody stop it.
 */
final class PrivatePostfix implements AutoCloseable {

    private static final String LONGEST_LIFE_SECONDS = "300";

    private final String postfix;
    private final String master;
    private final Path folder;

    private PrivatePostfix(String postfix, String master, Path folder) {
        this.postfix = postfix;
        this.master = master;
        this.folder = folder;
    }

    /**
     * Starts it; the test is skipped if it cannot be.
     *
     * @param folder a new one for each Postfix
     * @param mainCf lines for main.cf, after those that every one of these has
     */
    static PrivatePostfix start(Path folder, String address, List<String> mainCf) throws IOException {
        return start(folder, address, List.of("smtp inet n - n - - smtpd"), mainCf);
    }

    /**
     * The same with an SMTP server of its own.
     *
     * @param smtpd lines for master.cf, beginning with the listener; nothing is in a chroot
     */
    static PrivatePostfix start(Path folder, String address, List<String> smtpd, List<String> mainCf)
            throws IOException {
        String postfix = Programs.needed("postfix");
        Programs.needRoot("Postfix");
        String daemons = Outside.run(Programs.needed("postconf"), "-dh", "daemon_directory")
                .getFirst();
        Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("queue"));
        makeEntranceTo(folder);
        give(Files.createDirectories(folder.resolve("data")), "postfix");
        give(Files.createDirectories(folder.resolve("mail")), "nobody");
        Files.writeString(folder.resolve("conf/main.cf"), main(folder, mainCf), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("conf/master.cf"), master(address, smtpd), StandardCharsets.UTF_8);
        PrivatePostfix started = new PrivatePostfix(postfix, daemons + "/master", folder);
        started.succeed(postfix, "-c", started.conf(), "check");
        started.start();
        return started;
    }

    /** Starts it again after {@link #stop}. */
    void start() throws IOException {
        succeed(master, "-c", conf(), "-w", "-e", LONGEST_LIFE_SECONDS);
    }

    void stop() throws IOException {
        succeed(postfix, "-c", conf(), "stop");
    }

    /** Tries all queued mail now. */
    void flush() throws IOException {
        succeed(Programs.needed("postqueue"), "-c", conf(), "-f");
    }

    /** As {@code postqueue -p} shows it. */
    String queue() throws IOException {
        return String.join("\n", Outside.run(Programs.needed("postqueue"), "-c", conf(), "-p"));
    }

    String log() throws IOException {
        Path log = folder.resolve("mail.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }

    /** What its {@code virtual} transport delivers to. */
    Mailbox mailbox(String localPart) {
        return new Mailbox(folder.resolve("mail").resolve(localPart));
    }

    /** Its users with a Maildir each, as lines of main.cf for its {@code virtual} transport. */
    static List<String> virtualUsers(Path folder, String... localParts) throws IOException {
        List<String> table = new ArrayList<>();
        for (String localPart : localParts) {
            table.add(localPart + "@example.com " + localPart + "/");
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("users"), table, StandardCharsets.UTF_8);
        return List.of(
                "virtual_mailbox_base = " + folder.resolve("mail"),
                "virtual_mailbox_maps = texthash:" + folder.resolve("users"),
                "virtual_uid_maps = static:65534",
                "virtual_gid_maps = static:65534");
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    private void succeed(String... command) throws IOException {
        List<String> output = Outside.run(command);
        if (!output.getLast().equals("0")) {
            throw new AssertionError(String.join(" ", command) + ": " + output + "\n" + log());
        }
    }

    /** Also when the test has failed, or has stopped it itself. */
    @Override
    public void close() throws IOException {
        if (Outside.run(postfix, "-c", conf(), "status").getLast().equals("0")) {
            succeed(postfix, "-c", conf(), "abort");
        }
    }

    /** Its processes run as other users, and JUnit's folders are closed to them. */
    private static void makeEntranceTo(Path folder) throws IOException {
        Path parent = folder.getParent();
        for (Path each : parent == null ? List.of(folder) : List.of(folder, parent)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void give(Path path, String user) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static String main(Path folder, List<String> more) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file_prefixes = %1$s
                maillog_file = %1$s/mail.log
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                smtpd_peername_lookup = no
                smtp_host_lookup = native
                mydestination =
                alias_maps =
                queue_run_delay = 1s
                minimal_backoff_time = 1s
                maximal_backoff_time = 2s
                transport_retry_time = 1s
                """.formatted(folder) + String.join("\n", more) + "\n";
    }

    private static String master(String address, List<String> smtpd) {
        return String.join("\n", smtpd)
                        .replaceFirst("^smtp ", address + ":" + Member.SMTP + " ")
                        .replace(" y ", " n ")
                + "\n"
                + SERVICES;
    }

    private static final String SERVICES = """
            pickup     unix        n - n 60 1 pickup
            cleanup    unix        n - n - 0 cleanup
            qmgr       unix        n - n 1 1 qmgr
            rewrite    unix        - - n - - trivial-rewrite
            bounce     unix        - - n - 0 bounce
            defer      unix        - - n - 0 bounce
            trace      unix        - - n - 0 bounce
            verify     unix        - - n - 1 verify
            flush      unix        n - n 1000? 0 flush
            proxymap   unix        - - n - - proxymap
            proxywrite unix        - - n - 1 proxymap
            smtp       unix        - - n - - smtp
            relay      unix        - - n - - smtp
            showq      unix        n - n - - showq
            error      unix        - - n - - error
            retry      unix        - - n - - error
            discard    unix        - - n - - discard
            virtual    unix        - n n - - virtual
            anvil      unix        - - n - 1 anvil
            scache     unix        - - n - 1 scache
            postlog    unix-dgram  n - n - 1 postlogd
            """;
}
