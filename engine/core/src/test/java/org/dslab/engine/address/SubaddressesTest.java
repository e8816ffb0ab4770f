package org.dslab.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubaddressesTest {

    /** DS-58: up to the first separator; a quoted local part is taken as it stands. */
    @ParameterizedTest
    @CsvSource({
        "botan+x@example.com, botan@example.com",
        "Botan+X+y@Example.com, Botan@Example.com",
        "botan+@example.com, botan@example.com",
        "botan@example.com, ''",
        "+x@example.com, ''",
        "'\"botan+x\"@example.com', ''",
        "botan.+x@example.com, ''",
        "botan-x@example.com, ''"
    })
    void theBaseAddressIsWhatStandsBeforeTheSeparator(String address, String base) {
        Subaddresses plus = new Subaddresses(Optional.of('+'));
        EmailAddress written = EmailAddress.parse(address).orElse(EmailAddress.of("other@example.com"));

        assertThat(plus.base(written).map(EmailAddress::toString).orElse("")).isEqualTo(base);
        assertThat(plus.asked(written).toString()).isEqualTo(base.isEmpty() ? written.toString() : base);
        assertThat(new Subaddresses(Optional.empty()).base(written)).isEmpty();
    }
}
