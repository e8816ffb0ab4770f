package org.dslab.engine.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetstringTest {

    private static Netstring read(String text) {
        return Netstring.read(Octets.latin1(text));
    }

    @Test
    void aNetstringIsReadAndWhatFollowsIsKept() {
        assertThat(read("6:rcpt a,3:new"))
                .isEqualTo(new Netstring.Complete(Octets.latin1("rcpt a"), Octets.latin1("3:new")));
        assertThat(read("0:,")).isEqualTo(new Netstring.Complete(Octets.EMPTY, Octets.EMPTY));
        assertThat(read("3:,:,,"))
                .as("the content may have any octets")
                .isEqualTo(new Netstring.Complete(Octets.latin1(",:,"), Octets.EMPTY));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Octets content = Octets.utf8("OK b\u00f6tan \u0000");
        assertThat(Netstring.read(Netstring.encode(content))).isEqualTo(new Netstring.Complete(content, Octets.EMPTY));
    }

    @Test
    void everyBeginningOfANetstringWaitsForMore() {
        String whole = "22:rcpt botan@example.com,";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(read(whole.substring(0, length))).isInstanceOf(Netstring.Incomplete.class);
        }
        assertThat(read(whole)).isInstanceOf(Netstring.Complete.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                ":,",
                "a",
                "-1:,",
                "+1:a,",
                " 1:a,",
                "01:a,",
                "00:,",
                "1:ab",
                "1:a\n",
                "5x",
                "1 :"
            })
    void garbageIsNoticedAsSoonAsItIsSeen(String text) {
        assertThat(read(text)).isInstanceOf(Netstring.Malformed.class);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItHasArrived() {
        assertThat(read("4096:")).isInstanceOf(Netstring.Incomplete.class);
        assertThat(read("4097:")).isInstanceOf(Netstring.Malformed.class);
        assertThat(read("99999")).isInstanceOf(Netstring.Malformed.class);
        assertThat(read("1".repeat(1000))).isInstanceOf(Netstring.Malformed.class);
    }
}
