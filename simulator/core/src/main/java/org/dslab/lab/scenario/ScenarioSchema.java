package org.dslab.lab.scenario;

import org.dslab.config.FileSchema;

/** The JSON Schema of scenario files, for {@link ScenarioReader} and for editors. */
public final class ScenarioSchema {

    private static final FileSchema SCHEMA =
            FileSchema.load(ScenarioSchema.class, "scenario.schema.json").withDefinitionsOf(FileSchema.site());

    private ScenarioSchema() {}

    /** The schema, complete in itself. */
    public static FileSchema get() {
        return SCHEMA;
    }
}
