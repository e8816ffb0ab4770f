package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.check.StandingCheckers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaCommandTest {

    @Test
    @DisplayName("LAB-02: editors get the schema of scenario files")
    void theSchemaOfScenariosIsPrinted() {
        JsonNode schema = schema("schema");

        assertThat(schema.at("/properties/steps").isObject()).isTrue();
        assertThat(schema).isEqualTo(schema("schema", "scenario"));
    }

    @Test
    void theSchemaOfSitesIsPrinted() {
        assertThat(schema("schema", "site").at("/properties/spool").isObject()).isTrue();
    }

    @Test
    void theSchemaOfSidecarsIsPrinted() {
        assertThat(schema("schema", "sidecar").at("/properties/users-file").isObject())
                .isTrue();
        assertThat(schema("schema", "sidecar").at("/$defs/minger-port").isObject())
                .isTrue();
    }

    /** A scenario can name exactly the checkers that there are. */
    @Test
    void theSchemaKnowsEveryStandingChecker() {
        assertThat(schema("schema").at("/properties/expected-violations/items/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(StandingCheckers.names());
    }

    private static JsonNode schema(String... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.status()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
