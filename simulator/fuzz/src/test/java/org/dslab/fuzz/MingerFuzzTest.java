package org.dslab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** The Minger protocol: strange questions over UDP and TCP, forged, late and repeated answers, and both sides together. */
class MingerFuzzTest {

    @FuzzTest
    void onlyAnAnswerToTheQuestionCounts(FuzzedDataProvider data) {
        fuzzerTestOneInput(data);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        switch (data.consumeInt(0, 3)) {
            case 0 -> new MingerQuestions(data).areAnsweredInTheirForm();
            case 1 -> new MingerLines(data).areAnsweredHoweverTheyAreCut();
            case 2 -> new MingerAnswers(data).countIfTheyAnswerTheQuestion();
            default -> new MingerQuestions(data).areUnderstoodByAnotherSite();
        }
    }
}
