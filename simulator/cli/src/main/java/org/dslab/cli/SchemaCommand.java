package org.dslab.cli;

import java.util.concurrent.Callable;
import org.dslab.config.FileSchema;
import org.dslab.lab.scenario.ScenarioSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dslab schema}: the JSON Schema of a kind of file, by which editors complete and check. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of scenario files, or of site or side-car configurations, for editors.",
        footer = {"", "Example:", "  dslab schema scenario > scenario.schema.json"})
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            defaultValue = "scenario",
            description = "scenario (default), site or sidecar.")
    private Kind kind = Kind.SCENARIO;

    /** The kinds of files that have a schema. */
    enum Kind {
        SCENARIO,
        SITE,
        SIDECAR
    }

    @Override
    public Integer call() {
        FileSchema schema = switch (kind) {
            case SCENARIO -> ScenarioSchema.get();
            case SITE -> FileSchema.site();
            case SIDECAR -> FileSchema.sidecar();
        };
        spec.commandLine().getOut().print(schema.text());
        return ExitStatus.OK.code();
    }
}
