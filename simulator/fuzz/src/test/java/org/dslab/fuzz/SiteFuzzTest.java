package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.dslab.engine.settings.SiteSettings;

/** SMTP server and client sessions, Minger in both directions, header and envelope parsing: all within a whole site. */
class SiteFuzzTest {

    private static final SiteSettings SETTINGS = SiteConversation.settings();

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        new SiteConversation(data, SETTINGS).run();
    }

    @FuzzTest
    void aSiteOutlivesWhateverClientsPeersAndStoreDo(FuzzedDataProvider data) {
        fuzzerTestOneInput(data);
    }
}
