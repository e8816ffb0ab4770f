package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** The server side of SMTP, with clients that say anything in any pieces and a site that decides when it likes. */
class ServerSessionFuzzTest {

    @FuzzTest
    void everyCommandIsAnsweredOnce(FuzzedDataProvider data) {
        fuzzerTestOneInput(data);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        new ServerConversation(data).run();
    }
}
