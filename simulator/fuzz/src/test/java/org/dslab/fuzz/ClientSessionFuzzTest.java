package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** The client side of SMTP, with servers that say anything in any pieces and a network that takes what it likes. */
class ClientSessionFuzzTest {

    @FuzzTest
    void everyRecipientGetsOneOutcomeWhateverTheServerSays(FuzzedDataProvider data) {
        fuzzerTestOneInput(data);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        new ClientConversation(data).run();
    }
}
