package org.dslab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;

/** Addresses: what is taken is written in a form that is taken again, and means the same. */
class AddressFuzzTest {

    @FuzzTest
    void anAddressSurvivesBeingWrittenAndReadAgain(byte[] octets) {
        fuzzerTestOneInput(octets);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(byte[] octets) {
        Optional<EmailAddress> address = EmailAddress.parse(new String(octets, StandardCharsets.UTF_8));
        if (address.isEmpty()) {
            return;
        }
        String written = address.get().toString();
        EmailAddress again = EmailAddress.parse(written)
                .orElseThrow(() -> new AssertionError("written, it cannot be read: " + written));
        if (!again.key().equals(address.get().key()) || !again.toString().equals(written)) {
            throw new AssertionError("another address: " + written + " became " + again);
        }
        if (written.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new AssertionError("an address with a control character");
        }
    }
}
