package org.dslab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios can fail: an engine with any of these defects turns at least one red. */
class PlantedDefectTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(PlantedDefect.class)
    void turnsAScenarioRed(PlantedDefect defect) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        defect.plant(classes);

        ChildRun.Result result = ChildRun.run(List.of(), classes, folder.resolve("report"));

        assertThat(result.exitStatus()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains("FAIL");
    }

    @Test
    void withoutADefectTheyAllPass() throws Exception {
        Path nothing = Files.createDirectories(folder.resolve("classes"));

        ChildRun.Result result = ChildRun.run(List.of(), nothing, folder.resolve("report"));

        assertThat(result.exitStatus()).as(result.output()).isZero();
        assertThat(result.output()).contains(LibraryTest.scenarios().size() + " scenarios passed");
    }
}
