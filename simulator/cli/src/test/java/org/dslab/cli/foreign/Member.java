package org.dslab.cli.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dslab.cli.Outside;

/** One server of example.com: SMTP at port 2525 and Minger at 4069 of an address of its own. */
record Member(String name, String address) {

    static final int SMTP = 2525;

    private String asHost() {
        return "    - { host: \"" + address + ":" + SMTP + "\", site: " + name + " }\n";
    }

    private static String hosts(List<Member> others) {
        return others.isEmpty()
                ? ""
                : "sharing:\n  hosts:\n" + others.stream().map(Member::asHost).collect(Collectors.joining());
    }

    /** Writes the configuration of {@code dslab site} for this member, with more keys as they are. */
    void configureSite(Path folder, String accounts, List<Member> others, String... more) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                site: %s
                hostname: mx.%s.example.com
                domains: [example.com]
                smtp: { listen: "%s:2525" }
                minger: { listen: "%s:4069" }
                mailboxes: %s-mail
                accounts: [%s]
                retry: { first-hour-every: 1s }
                """.formatted(name, name, address, address, name, accounts) + hosts(others) + String.join("\n", more),
                UTF_8);
    }

    /** Writes the configuration of {@code dslab sidecar} for this member, with its users in {@code NAME-users.txt}. */
    void configureSidecar(Path folder, String users, List<Member> others) throws IOException {
        Files.writeString(folder.resolve(name + "-users.txt"), users, UTF_8);
        Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                site: %s
                domains: [example.com]
                users-file: %s-users.txt
                spool: %s-spool
                socketmap: { listen: "%s:9999" }
                minger: { listen: "%s:4069" }
                """.formatted(name, name, name, address, address) + hosts(others),
                UTF_8);
    }

    /** Sends with smtplib; a line with the reply's code for each recipient, then for the message if any was accepted. */
    List<String> receives(String subject, String... recipients) throws IOException {
        return receivesFrom("eve@elsewhere.test", subject, recipients);
    }

    List<String> receivesFrom(String sender, String subject, String... recipients) throws IOException {
        List<String> lines = Outside.python(
                "send_mail.py",
                Stream.concat(Stream.of(address, String.valueOf(SMTP), sender, subject), Stream.of(recipients))
                        .toArray(String[]::new));
        if (!lines.getLast().equals("0")) {
            throw new AssertionError("smtplib failed: " + lines);
        }
        return lines.subList(0, lines.size() - 1);
    }
}
