package org.dslab.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dslab.config.InvalidFileException;
import org.junit.jupiter.api.Test;

class RostersTest {

    private static List<String> warnings(String tokyo, String osaka) throws InvalidFileException {
        String text = """
                scenario: Two rosters
                domain: example.com
                sites:
                  tokyo: { accounts: [akira], %s }
                  osaka: { accounts: [botan], %s }
                steps:
                  - advance: 1m
                """.formatted(tokyo, osaka);
        return Rosters.warnings(ScenarioReader.parse("mine.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String list(String... members) {
        return "lists: [{ name: all, members: [" + String.join(", ", members) + "] }]";
    }

    /** DS-84. */
    @Test
    void aMemberOnTwoRostersIsAFinding() throws InvalidFileException {
        assertThat(warnings(
                        list("akira@example.com", "eve@elsewhere.test"),
                        list("botan@example.com", "Eve@elsewhere.test")))
                .containsExactly(
                        "mine.yaml: `eve@elsewhere.test` is on the rosters of `all@example.com` at tokyo and at"
                                + " osaka, which share its posts, and gets each of them that often; keep it on one roster");
    }

    @Test
    void differentListsAndListsThatAreNotSharedAreNone() throws InvalidFileException {
        assertThat(warnings(list("eve@elsewhere.test"), "lists: [{ name: team, members: [eve@elsewhere.test] }]"))
                .isEmpty();
        assertThat(warnings(
                        list("eve@elsewhere.test"),
                        list("eve@elsewhere.test") + ", sharing: { share-list-posts: false }"))
                .isEmpty();
    }
}
