package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of an international domain are one domain, whatever form anybody writes (DS-01, DS-03, DS-06, DS-51). */
class InternationalDomainsTest {

    private static final String U = "bücher.example";
    private static final String A = "xn--bcher-kva.example";
    private static final String OSAKA = "osaka.example:25";

    private SiteHarness site = site(U);

    private static SiteHarness site(String domain) {
        return new SiteHarness(Settings.tokyo()
                .domains(domain, "private.example")
                .smartHost("relay.example")
                .build());
    }

    /** As the octets of UTF-8. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String begin(SiteHarness.Client client, String sender, String... recipients) {
        client.say("EHLO client.example");
        String replies = client.say("MAIL FROM:" + octets("<" + sender + ">") + " SMTPUTF8");
        for (String recipient : recipients) {
            replies = client.say("RCPT TO:" + octets("<" + recipient + ">"));
        }
        return replies;
    }

    private String begin(String sender, String... recipients) {
        return begin(site.client("192.0.2.50"), sender, recipients);
    }

    /** DS-01, DS-02, DS-13. */
    @ParameterizedTest
    @CsvSource({U + "," + U, U + "," + A, A + "," + U, A + "," + A, U + ",BÜCHER.Example"})
    void aLocalAddressIsKnownInEitherForm(String configured, String written) {
        site = site(configured);

        assertThat(begin("eve@elsewhere.test", "akira@" + written)).startsWith("250 2.1.5");
        assertThat(begin("eve@elsewhere.test", "aki@" + written)).startsWith("250 2.1.5");
        assertThat(begin("eve@elsewhere.test", "postmaster@" + written)).startsWith("250 2.1.5");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-03, DS-06: asked about by its A-labels, and remembered for both forms. */
    @ParameterizedTest
    @CsvSource({U + "," + A, A + "," + U})
    void aSharedAddressIsAskedAboutByItsALabelsOnce(String first, String second) {
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(begin(client, "eve@elsewhere.test", "botan@" + first)).isEmpty();
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" botan@" + A));
        site.answer("kyoto.example", "5");
        assertThat(client.heard()).startsWith("250 2.1.5");

        assertThat(begin("eve@elsewhere.test", "botan@" + second)).startsWith("250 2.1.5");
        assertThat(site.questions().stream().filter(question -> question.startsWith("kyoto")))
                .isEmpty();
    }

    /** DS-20, DS-21. */
    @ParameterizedTest
    @ValueSource(strings = {U, A})
    void aSenderIsVerifiedInEitherForm(String domain) {
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(begin(client, "botan@" + domain)).isEmpty();
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");

        assertThat(client.heard()).startsWith("550 5.1.0");
    }

    /** DS-51: the echo is what was received, octet for octet. */
    @ParameterizedTest
    @ValueSource(strings = {U, A, "BÜCHER.example", "XN--BCHER-KVA.Example"})
    void aMingerQueryIsAnsweredInTheFormOfTheQuestion(String domain) {
        assertThat(site.query("Akira@" + domain)).isEqualTo("Akira@" + domain + " 5");
        assertThat(site.query("nobody@" + domain)).isEqualTo("nobody@" + domain + " 3");
        assertThat(site.query("akira@\u0378.example")).startsWith("akira@\u0378.example 0");
    }

    /** DS-40: the same address in the other form exists already. */
    @Test
    void anAccountInTheOtherFormExistsAlready() {
        assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("akira@" + A), false)))
                .asString()
                .contains("exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200Db.example", "\u0378.example", "ü-.example"})
    void aDomainThatIsNoneIsRefusedForThatReason(String domain) {
        assertThat(begin("eve@" + domain)).startsWith("501 5.1.7").contains("IDNA2008");
        assertThat(begin("eve@elsewhere.test", "botan@" + domain))
                .startsWith("501 5.1.3")
                .contains("IDNA2008");
    }

    /** RFC 6531 3.5. */
    @Test
    void aULabelNeedsSmtpUtf8() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.say("EHLO client.example", "MAIL FROM:<eve@elsewhere.test>");

        assertThat(client.say("RCPT TO:" + octets("<akira@" + U + ">"))).startsWith("553 5.6.7");
        assertThat(client.say("RCPT TO:<akira@" + A + ">")).startsWith("250 2.1.5");
    }

    /** RFC 6531 3.2: nothing but the domains is international, and A-labels do for these. */
    @Test
    void aNextHopWithoutSmtpUtf8GetsALabels() {
        FakeNextHop osaka = site.reachable(OSAKA);
        deliver("<m1@x>", "eve@straße.example", "botan@" + U);

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.commands()).contains("MAIL FROM:<eve@xn--strae-oqa.example>", "RCPT TO:<botan@" + A + ">");
    }

    /** RFC 6531 3.2. */
    @Test
    void aNextHopWithSmtpUtf8GetsTheAddressesAsWritten() {
        FakeNextHop osaka = site.reachable(OSAKA).replying("EHLO", "250-hop\r\n250 SMTPUTF8");
        deliver("<m1@x>", "eve@straße.example", "botan@" + U);

        assertThat(osaka.commands())
                .contains(octets("MAIL FROM:<eve@straße.example> SMTPUTF8"), octets("RCPT TO:<botan@" + U + ">"));
    }

    /** RFC 6532: a header beyond ASCII is nothing that A-labels can help. */
    @Test
    void anInternationalHeaderNeedsSmtpUtf8AtTheNextHop() {
        FakeNextHop osaka = site.reachable(OSAKA);
        SiteHarness.Client client = acceptedForBotan("eve@elsewhere.test", "botan@" + U);
        client.dataWith("Message-ID: <m1@x>", octets("Subject: Bücher"));

        assertThat(osaka.messages()).isEmpty();
    }

    private void deliver(String messageId, String sender, String recipient) {
        acceptedForBotan(sender, recipient).data(messageId);
    }

    private SiteHarness.Client acceptedForBotan(String sender, String recipient) {
        SiteHarness.Client client = site.client("192.0.2.50");
        begin(client, sender, recipient);
        site.answer("osaka.example", "5");
        assertThat(client.heard()).startsWith("250 2.1.5");
        return client;
    }

    /** One account has one mailbox, in whichever form its mail is addressed. */
    @Test
    void mailInBothFormsIsFiledInOneMailbox() {
        for (String domain : List.of(U, A)) {
            SiteHarness.Client client = site.client("192.0.2.50");
            begin(client, "eve@elsewhere.test", "akira@" + domain);
            client.data("<" + domain.length() + "@x>");
        }

        assertThat(site.filed()).hasSize(2);
        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsOnly("akira@" + U);
    }
}
