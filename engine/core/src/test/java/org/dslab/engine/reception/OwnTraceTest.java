package org.dslab.engine.reception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which headers show that a message has been here before (DS-35). */
class OwnTraceTest {

    private static boolean isFound(String header) {
        OwnTrace trace = new OwnTrace("mx.tokyo.example.com");
        header.lines().forEach(trace::line);
        return trace.isFound();
    }

    /** DS-35. A bar stands for a line end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Received: from a by mx.tokyo.example.com with SMTP; today ~ true",
                "RECEIVED: FROM a BY MX.TOKYO.EXAMPLE.COM; today ~ true",
                "Received: from a|\tby|\tmx.tokyo.example.com;|\ttoday| ~ true",
                "Subject: x|Received: by mx.tokyo.example.com(dslab) id x; today|Subject: y ~ true",
                "Received: from a (see (by) here) by mx.tokyo.example.com; today ~ true",
                "Received: from a (by mx.tokyo.example.com) by mx.osaka.example.com; today ~ false",
                "Received: from mx.tokyo.example.com by mx.osaka.example.com; today ~ false",
                "Received: by not-mx.tokyo.example.com; today ~ false",
                "Received: by mx.tokyo.example.com.invalid; today ~ false",
                "Subject: by mx.tokyo.example.com ~ false",
                "X-Received: by mx.tokyo.example.com; today ~ false",
                "Received: from a|Subject: x|\tby mx.tokyo.example.com; ~ false"
            })
    void onlyAReceivedFieldByThisVeryHostCounts(String header, boolean isOwn) {
        assertThat(isFound(header.replace('|', '\n'))).isEqualTo(isOwn);
    }
}
