package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.smtp.ClientTls;
import org.dslab.engine.smtp.OutgoingMessage;

/** Turns the fuzzer's octets into a server, a network, a store and an owner for one client session. */
final class ClientConversation {

    private static final int MOST_STEPS = 300;

    /** A reply of a hundred lines of 4096 octets is read; more ends the session. */
    private static final int MOST_WITHOUT_REPLY = 101 * 4098;

    private static final List<EmailAddress> RECIPIENTS = List.of(
            EmailAddress.of("botan@example.com"),
            EmailAddress.of("\"a b\"@example.com"),
            EmailAddress.of("dörte@example.com"),
            EmailAddress.of("akira@example.com"));

    private static final List<String> LINES = List.of("", ".", "..", ".x", "a line", "8-bit \u00e4", "Subject: x");

    private final FuzzedDataProvider data;
    private final FuzzedClient client;
    private final StringBuilder unread = new StringBuilder();
    /** Octets of a body that the store gives at once. */
    private final int pieceLength;

    ClientConversation(FuzzedDataProvider data) {
        this.data = data;
        this.client = new FuzzedClient(data.pickValue(ClientTls.Use.values()));
        this.pieceLength = data.consumeBoolean() ? 1 << 16 : data.consumeInt(1, 20);
    }

    void run() {
        if (data.consumeBoolean()) {
            introduce();
        }
        for (int step = 0; step < MOST_STEPS && data.remainingBytes() > 0 && !client.hasEnded(); step++) {
            step(data.consumeInt(0, 19));
        }
        client.session.abort("the input is over");
        if (!client.hasEnded() || client.isTransacting()) {
            throw new AssertionError("aborted, and not over");
        }
        client.session.receive(Octets.latin1("250 OK\r\n"));
        client.pass(Duration.ofDays(1));
        if (client.timers.next().isPresent()) {
            throw new AssertionError("a timer outlives its session");
        }
    }

    /** To the point where mail can be sent, which most inputs would not reach by themselves. */
    private void introduce() {
        client.session.opened();
        say("220 mx.test\r\n");
        say(data.pickValue(Words.OF_SERVERS.subList(1, 5)));
        if (client.isReady()) {
            transact();
        }
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2, 3, 4 -> say(data.pickValue(Words.OF_SERVERS));
            case 5 -> toTheEnd();
            case 6 -> {
                unread.append(data.pickValue(Words.OF_SERVERS));
                receive(data.consumeInt(1, 40));
            }
            case 7 -> say(new String(data.consumeBytes(200), StandardCharsets.ISO_8859_1));
            case 8 -> flood();
            case 9 -> client.session.opened();
            case 10 -> secured();
            case 11, 12 -> ready();
            case 13 -> client.takeFromNetwork(data.consumeInt(1, 1 << 20));
            case 14 -> client.givePiece(1 << 16);
            case 15 -> client.givePiece(data.consumeInt(1, 100));
            case 16 -> client.pass(Duration.ofSeconds(data.consumeInt(0, 700)));
            case 17 -> client.giveWrongPiece(data.consumeBoolean());
            case 18 -> client.session.endOfInput();
            default -> close();
        }
    }

    /** A transaction to its end, with a server that takes everything up to its last reply. */
    private void toTheEnd() {
        if (client.isReady()) {
            transact();
        }
        for (int replies = client.recipients() + data.consumeInt(0, 1); replies >= 0; replies--) {
            say("250 OK\r\n");
        }
        say("354 go\r\n");
        say(data.pickValue(Words.OF_SERVERS));
    }

    private void say(String text) {
        unread.append(text);
        receive(unread.length());
        client.takeFromNetwork(1 << 20);
        for (int pieces = 0; pieces < 10; pieces++) {
            client.givePiece(pieceLength);
        }
    }

    private void receive(int octets) {
        if (client.connection.canReceive() && !unread.isEmpty()) {
            int end = Math.min(octets, unread.length());
            String piece = unread.substring(0, end);
            unread.delete(0, end);
            client.session.receive(Octets.latin1(piece));
        }
    }

    /** A reply without an end must not be read for ever. */
    private void flood() {
        String piece = data.pickValue(List.of("250-x\r\n", "2", "250-" + "x".repeat(4000) + "\r\n", "\r"));
        int octets = 0;
        while (client.connection.canReceive() && !client.hasEnded()) {
            String many = piece.repeat(1 + 8192 / piece.length());
            client.session.receive(Octets.latin1(many));
            octets += many.length();
            if (octets > MOST_WITHOUT_REPLY + many.length()) {
                throw new AssertionError(octets + " octets of no reply, and the session still reads");
            }
        }
    }

    private void secured() {
        if (client.connection.isHandshaking() && !client.hasEnded()) {
            client.connection.handshakeEnds();
            client.session.secured();
        }
    }

    private void ready() {
        if (client.isReady() && data.consumeInt(0, 9) > 0) {
            transact();
        } else if (!client.isTransacting()) {
            client.quit();
        }
    }

    private void transact() {
        List<EmailAddress> recipients = new ArrayList<>();
        for (int left = data.consumeInt(1, 5); left > 0; left--) {
            recipients.add(data.pickValue(RECIPIENTS));
        }
        StringBuilder body = new StringBuilder();
        for (int left = data.consumeInt(0, 5); left > 0; left--) {
            body.append(data.pickValue(LINES)).append("\r\n");
        }
        if (data.consumeInt(0, 20) == 20) {
            body.append((".".repeat(60) + "\r\n").repeat(4000));
        }
        String head = data.consumeBoolean() ? "Received: by a\r\n" : "";
        String sender = data.pickValue(List.of("", "eve@elsewhere.test", "ö@elsewhere.test"));
        client.transact(
                new OutgoingMessage(
                        sender,
                        recipients,
                        Octets.latin1(head),
                        body.length(),
                        data.consumeBoolean(),
                        data.consumeBoolean()),
                body.toString());
    }

    private void close() {
        client.connection.abort();
        client.session.closed(data.pickValue(CloseCause.values()));
    }
}
