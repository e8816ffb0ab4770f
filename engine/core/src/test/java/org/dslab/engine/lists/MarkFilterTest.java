package org.dslab.engine.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.Test;

/** Marks are taken out of headers, wherever the pieces of a message are cut (DS-81). */
class MarkFilterTest {

    private static final ListMark MARK = new ListMark(EmailAddress.of("all@example.com"), "osaka", "<a;b@x>");

    private record Filtered(String kept, Optional<ListMark> mark) {}

    private static Filtered filter(String message, int piece) {
        StringBuilder kept = new StringBuilder();
        MarkFilter filter = new MarkFilter(octets -> kept.append(octets.latin1()));
        for (int from = 0; from < message.length(); from += piece) {
            filter.feed(Octets.latin1(message.substring(from, Math.min(message.length(), from + piece))));
        }
        filter.finish();
        return new Filtered(kept.toString(), filter.mark());
    }

    private static Filtered filter(String message) {
        Filtered whole = filter(message, Math.max(1, message.length()));
        for (int piece = 1; piece < 40; piece++) {
            assertThat(filter(message, piece)).isEqualTo(whole);
        }
        return whole;
    }

    /** DS-81. */
    @Test
    void aMarkIsTakenOutWithItsContinuationLinesAndRead() {
        Filtered filtered = filter("A: 1\r\n" + MARK.field().latin1() + "B: 2\r\n\tfolded\r\n\r\nbody\r\n");

        assertThat(filtered.kept()).isEqualTo("A: 1\r\nB: 2\r\n\tfolded\r\n\r\nbody\r\n");
        assertThat(filtered.mark()).contains(MARK);
    }

    /** DS-81. */
    @Test
    void everySpellingOfTheNameGoes() {
        assertThat(filter("x-DOMAIN-sharing-POST \t: x\r\nX-Domain-Sharing-Post:\r\n y\r\n\r\n")
                        .kept())
                .isEqualTo("\r\n");
    }

    @Test
    void whatOnlyLooksLikeAMarkStays() {
        String message = String.join(
                "\r\n",
                "X-Domain-Sharing-Posts: 1",
                "X-Domain: 2",
                "X-Domain-Sharing-Pos",
                "A: b",
                " X-Domain-Sharing-Post: folded",
                "",
                "X-Domain-Sharing-Post: in the body");
        assertThat(filter(message).kept()).isEqualTo(message);
        assertThat(filter("X-Domain-Sharing-Post").kept()).isEqualTo("X-Domain-Sharing-Post");
        assertThat(filter("\r\nX-Domain-Sharing-Post: x\r\n").kept()).isEqualTo("\r\nX-Domain-Sharing-Post: x\r\n");
    }

    @Test
    void theFirstOfSeveralMarksIsRead() {
        String second = new ListMark(EmailAddress.of("other@example.com"), "kyoto", "<c@x>")
                .field()
                .latin1();
        assertThat(filter(MARK.field().latin1() + second + "\r\n").mark()).contains(MARK);
    }

    @Test
    void nonsenseIsNoMark() {
        for (String value : new String[] {
            "",
            "list",
            "list=all@example.com",
            "list=all@example.com; site=x; post=p",
            "list=all; site=x; post=<p>",
            "list=all@example.com; post=<p>"
        }) {
            assertThat(filter("X-Domain-Sharing-Post: " + value + "\r\n\r\n").mark())
                    .as(value)
                    .isEmpty();
        }
    }

    /** However long it is, it takes no memory. */
    @Test
    void anEndlessMarkIsTakenOutAndNotRead() {
        String line = " list=all@example.com; site=osaka; x=" + "y".repeat(900) + ";\r\n";
        Filtered filtered = filter("X-Domain-Sharing-Post:" + line.repeat(4) + " post=<p@x>\r\nA: 1\r\n\r\n", 1000);

        assertThat(filtered).isEqualTo(new Filtered("A: 1\r\n\r\n", Optional.empty()));
    }
}
