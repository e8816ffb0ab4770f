package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SiteSettings;

/** Turns the fuzzer's octets into what clients, peers, time and the store do to a site. */
final class SiteConversation {

    private static final int MOST_STEPS = 200;

    private static final List<String> CLIENTS = List.of("192.0.2.200", "192.0.2.20", "192.0.2.9", "2001:db8::1");

    private static final List<String> SENDERS = List.of(
            "MAIL FROM:<eve@elsewhere.test>\r\n",
            "MAIL FROM:<akira@example.com>\r\n",
            "MAIL FROM:<all-bounces@example.com>\r\n",
            "MAIL FROM:<>\r\n");
    private static final List<String> RECIPIENTS = List.of(
            "RCPT TO:<akira@example.com>\r\n",
            "RCPT TO:<botan@example.com>\r\n",
            "RCPT TO:<botan+x@example.com>\r\n",
            "RCPT TO:<all+x@example.com>\r\n",
            "RCPT TO:<all-bounces@example.com>\r\n",
            "RCPT TO:<away@example.com>\r\n",
            "RCPT TO:<team@example.com>\r\n",
            "RCPT TO:<out@example.com>\r\n",
            "RCPT TO:<kenji@partner.example>\r\n",
            "RCPT TO:<postmaster>\r\n",
            "RCPT TO:<somebody@elsewhere.test>\r\n",
            "RCPT TO:<p@partner.example>\r\n",
            "RCPT TO:<all@example.com>\r\n");

    private static final List<String> HEADER_LINES = List.of(
            "Received: from a by mx.tokyo.example.com\r\n",
            "Received: from a\r\n by b\r\n",
            "Message-ID: <1@client.example>\r\n",
            "X-Domain-Sharing-Post: list=all@example.com; post=<1@a>; site=osaka\r\n",
            "Subject: a\r\n b\r\n",
            "From: \"a (b\" <eve@elsewhere.test>\r\n",
            "\r\n");

    private final FuzzedDataProvider data;
    private final FuzzedSite site;

    SiteConversation(FuzzedDataProvider data, SiteSettings settings) {
        this.data = data;
        this.site = new FuzzedSite(settings);
    }

    /** A site with everything switched on. */
    static SiteSettings settings() {
        return WrittenSettings.of("""
                        site: tokyo
                        hostname: mx.tokyo.example.com
                        domains: [example.com]
                        mailboxes: none
                        accounts: [akira, { name: chie, aliases: [cc], state: disabled }]
                        aliases: { sales: cc, away: botan@example.com, out: x@elsewhere.test, team: akira+x }
                        lists: [{ name: all, members: [akira@example.com, botan@example.com], owner: akira }]
                        subaddress-separator: "+"
                        gateways: [{ domain: partner.example, host: 192.0.2.30 }]
                        smart-host: 192.0.2.90
                        trusted: [192.0.2.9]
                        smtp: { max-message-size: 64KiB }
                        sharing:
                          hosts:
                            - { host: 192.0.2.20, site: osaka }
                            - { host: 192.0.2.21, site: kyoto, transport: tcp }
                        """);
    }

    void run() {
        for (int step = 0; step < MOST_STEPS && data.remainingBytes() > 0; step++) {
            step(data.consumeInt(0, 24));
        }
        site.storeFails(Optional.empty());
        site.advance(Duration.ofDays(6));
    }

    private void step(int kind) {
        switch (kind) {
            case 0 -> site.accept(Service.SMTP, data.pickValue(CLIENTS));
            case 1 -> site.accept(Service.MINGER, data.pickValue(CLIENTS));
            case 2, 3, 4, 5 -> line();
            case 6 -> connection().ifPresent(this::letter);
            case 19, 20 -> connection().ifPresent(this::nextHop);
            case 21, 22, 23 -> relay();
            case 7 -> connection().ifPresent(id -> site.receive(id, data.consumeBytes(200)));
            case 8 -> connection().ifPresent(id -> site.receive(id, new byte[data.consumeInt(1, 65_536)]));
            case 9 -> connection().ifPresent(site::send);
            case 10 -> connection().ifPresent(site::endInput);
            case 11 -> connection().ifPresent(id -> site.close(id, data.pickValue(CloseCause.values())));
            case 12 -> connection().ifPresent(site::open);
            case 13 -> site.datagram(data.consumeBytes(1100), data.pickValue(CLIENTS));
            case 14, 15 -> question().ifPresent(this::answer);
            case 16 -> question().ifPresent(socket -> site.answer(socket, data.consumeBytes(100)));
            case 17 -> site.advance(Duration.ofSeconds(data.consumeInt(0, 7200)));
            case 18 ->
                site.storeFails(
                        Optional.of(data.pickValue(CommitFailure.values())).filter(failure -> data.consumeBoolean()));
            default -> site.restart();
        }
    }

    private void line() {
        connection().ifPresent(id -> {
            site.open(id);
            say(id, data.pickValue(site.isAccepted(id) ? Words.OF_CLIENTS : Words.OF_SERVERS));
        });
    }

    /** A new client brings a message, and the newest connection to another server gets somewhere. */
    private void relay() {
        site.accept(Service.SMTP, data.pickValue(CLIENTS));
        site.connections().stream().findFirst().ifPresent(this::letter);
        site.connections().stream().reduce((one, next) -> next).ifPresent(this::nextHop);
    }

    /** A whole message, of lines that lead deep and of anything. */
    private void letter(long id) {
        if (!site.isAccepted(id)) {
            return;
        }
        say(id, "EHLO client.example\r\n");
        say(id, data.pickValue(SENDERS));
        for (int recipients = data.consumeInt(1, 3); recipients > 0; recipients--) {
            say(id, data.pickValue(RECIPIENTS));
        }
        question().ifPresent(this::answer);
        say(id, "DATA\r\n");
        for (int lines = data.consumeInt(0, 8); lines > 0; lines--) {
            if (data.consumeBoolean()) {
                say(id, data.pickValue(HEADER_LINES));
            } else {
                site.receive(id, data.consumeBytes(100));
            }
        }
        say(id, "\r\n.\r\n");
    }

    /** Another server, from its greeting to the reply to the message. */
    private void nextHop(long id) {
        if (site.isAccepted(id)) {
            return;
        }
        site.open(id);
        say(id, "220 mx.test\r\n");
        say(id, "250 mx.test\r\n");
        for (int recipients = data.consumeInt(1, 3); recipients >= 0; recipients--) {
            say(id, "250 OK\r\n");
        }
        say(id, "354 go\r\n");
        say(id, data.pickValue(Words.OF_SERVERS));
    }

    private void say(long id, String line) {
        site.receive(id, line.getBytes(StandardCharsets.US_ASCII));
        site.send(id);
    }

    private Optional<Long> connection() {
        List<Long> all = site.connections();
        return all.isEmpty() ? Optional.empty() : Optional.of(data.pickValue(all));
    }

    private Optional<Long> question() {
        List<Long> all = site.questions();
        return all.isEmpty() ? Optional.empty() : Optional.of(data.pickValue(all));
    }

    private void answer(long socket) {
        String mailbox = site.question(socket).split(" ", 2)[0];
        site.answer(socket, (mailbox + " " + data.consumeInt(0, 6)).getBytes(StandardCharsets.ISO_8859_1));
    }
}
