package org.dslab.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IDNA2008, UTS 46 without transition. */
class DomainNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.Example, xn--bcher-kva.example",
        "XN--Bcher-Kva.example, xn--bcher-kva.example",
        "bu\u0308cher.example, xn--bcher-kva.example",
        "faß.example, xn--fa-hia.example",
        "fass.example, fass.example",
        "βόλος.example, xn--nxasmm1c.example",
        "ｅｘａｍｐｌｅ．com, example.com",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "mail_1.bücher.example, mail_1.xn--bcher-kva.example",
    })
    void aDomainHasOneForm(String written, String ascii) {
        assertThat(DomainNames.ascii(written)).contains(ascii);
        assertThat(DomainNames.key(written)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ü.example",
                "ü-.example",
                "ab--ü.example",
                "ü..example",
                "ü.example.",
                "\u0301ü.example",
                "a\u200Db.example",
                "\u0378.example",
                "ü\uFF20x.example",
                "ü x.example",
                "xn--a.ü.example",
                "א1b.example",
                "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.example",
                "\uD800.example",
                "\u2028ü.example"
            })
    void whatMakesNoDomainIsRefused(String written) {
        assertThat(DomainNames.ascii(written)).isEmpty();
        assertThat(EmailAddress.parse("botan@" + written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bücher.example", "xn--bcher-kva.example", "Bücher.EXAMPLE"})
    void anAddressIsShownAsWrittenAndComparedByItsALabels(String domain) {
        EmailAddress address = EmailAddress.of("Botan@" + domain);

        assertThat(address).hasToString("Botan@" + domain);
        assertThat(address.key()).isEqualTo("botan@xn--bcher-kva.example");
        assertThat(address.withAsciiDomain()).hasToString("Botan@xn--bcher-kva.example");
    }

    /** A site of ASCII domains runs without the library, so it never loads it. */
    @Test
    void asciiNeverNeedsTheLibrary() throws Exception {
        URL classes = EmailAddress.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            var key = alone.loadClass(DomainNames.class.getName()).getMethod("key", String.class);

            assertThat(key.invoke(null, "Xn--Bcher-kva.Example")).isEqualTo("xn--bcher-kva.example");
            assertThatThrownBy(() -> key.invoke(null, "bücher.example"))
                    .hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }
}
