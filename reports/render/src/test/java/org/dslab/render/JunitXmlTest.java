package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.dslab.history.RecordedRun;
import org.dslab.history.ScenarioRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("LAB-03: junit.xml")
class JunitXmlTest {

    @Test
    void aScenarioIsASuiteAndAVerdictACase() throws Exception {
        Document document = parse(write(SampleRuns.passing(), SampleRuns.failing(), SampleRuns.race()));

        assertThat(attribute(document, "testsuites", "tests")).containsExactly("13");
        assertThat(attribute(document, "testsuites", "failures")).containsExactly("4");
        assertThat(attribute(document, "testsuite", "tests")).containsExactly("5", "6", "2");
        assertThat(attribute(document, "testsuite", "failures")).containsExactly("0", "4", "0");
        assertThat(attribute(document, "testsuite", "skipped")).containsExactly("0", "0", "1");
        assertThat(attribute(document, "testcase", "name"))
                .hasSize(13)
                .startsWith("expect: { mail: m1, reply: 451 } (line 10)")
                .endsWith("duplicate-accounts", "delivered-once");
        assertThat(attribute(document, "testcase", "classname")).contains("scenarios.outage", "scenarios.races");
        assertThat(attribute(document, "failure", "message"))
                .hasSize(4)
                .startsWith("eve was told 550 5.1.1 no such user, but 451 was expected");
        assertThat(attribute(document, "skipped", "message")).containsExactly("the world cannot see into mailboxes");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("""
                scenarios/outage.yaml:10: expect: { mail: m1, reply: 451 }
                eve was told 550 5.1.1 no such user, but 451 was expected
                14  +00:00:05.000  outside  the sender of m1, attempt 1, at rcpt, about botan@example.com, is told 550 5.1.1 no such user""");
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .startsWith("broken on purpose, as expected: chie@example.com");
    }

    @Test
    void timesOfASimulatedRunAreTheLabsAndOthersReal() throws Exception {
        ScenarioRun simulated = SampleRuns.passing();
        ScenarioRun wire = new ScenarioRun(
                simulated.file(),
                simulated.name(),
                "wire",
                1,
                simulated.covers(),
                simulated.steps(),
                simulated.history(),
                simulated.verdicts(),
                1234);

        Document document = parse(write(simulated, wire));

        assertThat(attribute(document, "testsuite", "time")).containsExactly("605.000", "1.234");
        assertThat(attribute(document, "testsuites", "time")).containsExactly("606.234");
        assertThat(attribute(document, "testsuite", "timestamp")).contains("2026-01-01T00:00:00");
    }

    @Test
    void aScenarioWithoutVerdictsIsAnError() throws Exception {
        ScenarioRun run = SampleRuns.passing();
        Document document = parse(write(new ScenarioRun(
                run.file(), run.name(), run.world(), 1, run.covers(), run.steps(), List.of(), List.of(), 1)));

        assertThat(attribute(document, "testsuites", "errors")).containsExactly("1");
        assertThat(attribute(document, "error", "message")).containsExactly("there is no verdict");
    }

    @Test
    void aRunOfNothingIsStillAFile() throws Exception {
        assertThat(attribute(parse(write()), "testsuites", "tests")).containsExactly("0");
    }

    @Test
    void casesOfTheSameNameAreTold() throws Exception {
        ScenarioRun run = SampleRuns.race();
        List<org.dslab.history.Verdict> twice = new ArrayList<>(run.verdicts());
        twice.addAll(run.verdicts());
        Document document = parse(write(new ScenarioRun(
                run.file(), run.name(), run.world(), 1, run.covers(), run.steps(), run.history(), twice, 1)));

        assertThat(attribute(document, "testcase", "name"))
                .containsExactly("duplicate-accounts", "delivered-once", "duplicate-accounts #2", "delivered-once #2");
    }

    @Test
    void hostileTextLeavesTheFileWellFormed() throws Exception {
        String xml = write(SampleRuns.hostile(Hostile.EVERYTHING));

        Document document = parse(xml);

        assertThat(xml).doesNotContain(Hostile.unprintable()).doesNotContain("<script");
        assertThat(attribute(document, "failure", "message"))
                .containsExactly(Printable.of(Hostile.EVERYTHING))
                .first()
                .asString()
                .contains(Hostile.SCRIPT);
    }

    private static String write(ScenarioRun... runs) throws IOException {
        StringWriter text = new StringWriter();
        JunitXml.write(new RecordedRun("dslab 0.1.0", List.of(runs)), text);
        return text.toString();
    }

    /** Parses the file after it has been validated. */
    private static Document parse(String xml) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitXmlTest.class.getResource("junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> attribute(Document document, String element, String attribute) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(((Element) nodes.item(i)).getAttribute(attribute));
        }
        return values;
    }
}
