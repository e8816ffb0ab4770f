package org.dslab.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dslab.history.RecordedRun;
import org.dslab.history.ScenarioRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: report.html")
class HtmlReportTest {

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)((?:\\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\\s*>");
    private static final List<String> EMPTY = List.of("!DOCTYPE", "meta", "input");

    @Test
    void thePageTellsResultStepsVerdictsAndHistory() throws Exception {
        String page = page(SampleRuns.passing(), SampleRuns.failing(), SampleRuns.race());

        assertThat(page)
                .contains("<h1>1 of 3 scenarios failed</h1>")
                .contains("sim, seed 1, in 0.8 s")
                .contains(
                        "<code>send: { mail: m1, from: eve@elsewhere.test, to: botan@example.com, via: tokyo }</code>")
                .contains("it is there once")
                .contains("broken on purpose")
                .contains("the world cannot see into mailboxes")
                .contains("MAIL FROM:&lt;eve@elsewhere.test&gt; in session 1: 250 2.1.0 sender ok")
                .contains("OpenJDK 64-Bit Server VM");
    }

    @Test
    void verdictsStandAtTheirSteps() throws Exception {
        String page = page(SampleRuns.failing());
        int expectation = page.indexOf("expect: { mail: m1, reply: 451 }");
        int next = page.indexOf("heal: all");

        assertThat(page.substring(expectation, next)).contains("eve was told 550 5.1.1 no such user");
        assertThat(page.indexOf("Standing checkers")).isGreaterThan(next);
    }

    @Test
    void aFailedScenarioIsOpenAndShowsItsProof() throws Exception {
        String passing = page(SampleRuns.passing());
        String failing = page(SampleRuns.failing());

        assertThat(passing).contains("<details>").doesNotContain("<details open>");
        assertThat(failing).contains("<details open>");
        assertThat(failing.substring(failing.indexOf("entries proof"), failing.indexOf("class=\"history\"")))
                .contains("is told 550 5.1.1 no such user")
                .contains("<a href=\"#s1-14\">14</a>");
    }

    @Test
    void everyLinkLeadsToOnePlaceOnThePage() throws Exception {
        String page = page(SampleRuns.passing(), SampleRuns.failing(), SampleRuns.race());
        List<String> ids = all("id=\"([^\"]*)\"", page);

        assertThat(ids).doesNotHaveDuplicates().contains("s1", "s1-1", "s3-7");
        assertThat(all("href=\"([^\"]*)\"", page)).isNotEmpty().allSatisfy(link -> {
            assertThat(link).startsWith("#");
            assertThat(ids).contains(link.substring(1));
        });
    }

    @Test
    void thePageNeedsNothingElseAndAllowsNothingElse() throws Exception {
        String page = page(SampleRuns.failing());
        String style = all("(?s)<style>(.*?)</style>", page).getFirst();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

        assertThat(all("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", page.replace("&#39;", "'")))
                .containsExactly("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).doesNotContain("@import", "url(");
        assertThat(page).doesNotContain("<script", "<link", "<iframe", "style=\"", "src=", "http:", "https:");
    }

    @Test
    void choosingANodeHidesTheEntriesOfOthers() throws Exception {
        String page = page(SampleRuns.race());

        assertThat(page)
                .contains(".history:has(input[value=\"n3\"]:checked) tbody tr:not(.n3):not(.step) { display: none; }")
                .contains("value=\"n2\"> osaka</label>")
                .contains("<tr class=\"n2 plain\" id=\"s1-7\">");
    }

    @Test
    void hostileTextIsShownAndNotObeyed() throws Exception {
        String page = page(SampleRuns.hostile(Hostile.EVERYTHING), SampleRuns.passing());

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("\\u202Egnp.exe")
                .contains("${7*7} @endif")
                .doesNotContain("<script", "<img")
                .doesNotContain(Hostile.unprintable());
        assertThat(all("<[a-z]+[^>]* (on[a-z]+)=", page)).isEmpty();
        assertBalanced(page);
    }

    @Test
    void thePageIsBalanced() throws Exception {
        assertBalanced(page(SampleRuns.passing(), SampleRuns.failing(), SampleRuns.race()));
        assertBalanced(page());
    }

    @Test
    void aRunOfNothingIsNoSuccess() throws Exception {
        assertThat(page()).contains("<header class=\"fail\">").contains("<h1>no scenario was run</h1>");
    }

    @Test
    void aFailingDiskIsAnInputOutputError() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() ->
                        HtmlReport.write(new RecordedRun("dslab", List.of()), SampleRuns.environment(List.of()), full))
                .isExactlyInstanceOf(IOException.class);
    }

    private static String page(ScenarioRun... runs) throws IOException {
        StringWriter text = new StringWriter();
        HtmlReport.write(new RecordedRun("dslab 0.1.0", List.of(runs)), SampleRuns.environment(List.of(runs)), text);
        return text.toString();
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Every {@code <} outside the style sheet begins a tag, and every element that opens is closed in its turn. */
    private static void assertBalanced(String page) {
        String body = page.replaceFirst("(?s)<style>.*?</style>", "");
        Deque<String> open = new ArrayDeque<>();
        List<Integer> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(body);
        while (tag.find()) {
            tags.add(tag.start());
            if (!tag.group(1).isEmpty()) {
                assertThat(open).as(tag.group()).isNotEmpty();
                assertThat(open.pop()).isEqualTo(tag.group(2));
            } else if (!EMPTY.contains(tag.group(2))) {
                open.push(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(body.chars().filter(c -> c == '<').count()).isEqualTo(tags.size());
    }
}
