package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Headers of accepted mail: what a site makes of a message does not depend on the pieces in which it arrives and is read. */
class MessageFuzzTest {

    @FuzzTest
    void aMessageMeansTheSameHoweverItIsCut(FuzzedDataProvider data) {
        fuzzerTestOneInput(data);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        FuzzedMessage message = FuzzedMessage.of(data);
        PiecedSite whole = new PiecedSite(message, octets -> octets);
        PiecedSite cut = new PiecedSite(message, octets -> Math.min(octets, nextLength(data, octets)));
        String expected = whole.happened();
        String happened = cut.happened();
        if (!happened.equals(expected)) {
            throw new AssertionError("whole: " + expected + "\nin pieces: " + happened);
        }
    }

    /** Short pieces as long as the fuzzer has something to say about it, then few. */
    private static int nextLength(FuzzedDataProvider data, int left) {
        return data.remainingBytes() > 0 ? data.consumeInt(1, 30) : 1 + left / 2;
    }
}
