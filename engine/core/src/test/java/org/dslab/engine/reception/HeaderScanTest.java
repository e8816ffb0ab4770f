package org.dslab.engine.reception;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.Test;

/** DS-35: Received fields are counted in the header only. */
class HeaderScanTest {

    private static final String MESSAGE = """
            Received: from a
             by b
            RECEIVED : not a field name
            received:from c
            X-Received: no
            Message-ID:
             <m1@x>
            Message-Id: <other@x>

            Received: in the body
            """.replace("\n", "\r\n");

    @Test
    void countsReceivedFieldsOfTheHeaderAndFindsTheFirstMessageIdHoweverTheOctetsArrive() {
        for (int chunk = 1; chunk <= MESSAGE.length(); chunk++) {
            HeaderScan scan = new HeaderScan("mx.tokyo.example.com");
            for (int from = 0; from < MESSAGE.length(); from += chunk) {
                scan.feed(Octets.latin1(MESSAGE.substring(from, Math.min(from + chunk, MESSAGE.length()))));
            }
            assertThat(scan.received()).as("chunks of %d", chunk).isEqualTo(2);
            assertThat(scan.messageId()).isEqualTo("<m1@x>");
        }
    }

    @Test
    void aMessageWithoutHeaderOrWithAnEndlessLineIsHarmless() {
        HeaderScan empty = new HeaderScan("mx.tokyo.example.com");
        empty.feed(Octets.latin1("\r\nReceived: body\r\n"));
        assertThat(empty.received()).isZero();
        assertThat(empty.messageId()).isEmpty();

        HeaderScan endless = new HeaderScan("mx.tokyo.example.com");
        for (int i = 0; i < 1000; i++) {
            endless.feed(Octets.latin1("x".repeat(1000)));
        }
        endless.feed(Octets.latin1("\r\nReceived: a\r\n"));
        assertThat(endless.received()).isEqualTo(1);
    }

    /** A field may be folded as long as a message: what is kept of it is counted and has a limit. */
    @Test
    void aReceivedFieldOfEndlessContinuationsIsNotKept() {
        HeaderScan scan = new HeaderScan("mx.tokyo.example.com");
        scan.feed(Octets.latin1("Received: from a\r\n by mx.tokyo.example.com\r\n"));
        assertThat(scan.octetsKept()).isPositive();
        for (int i = 0; i < 20_000; i++) {
            scan.feed(Octets.latin1(" \r\n"));
        }

        assertThat(scan.octetsKept()).isLessThan(6000);
        assertThat(scan.hasOwnTrace()).isTrue();
    }
}
