package org.dslab.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dslab.config.InvalidFileException;
import org.dslab.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {

    @TempDir
    private Path folder;

    @Test
    void foldersAreSearchedToTheBottomAndEachFileIsFoundOnce() throws Exception {
        Path b = file("b.yaml");
        Path c = file("sub/deep/c.yml");
        Path a = file("sub/a.yaml");
        file("notes.txt");
        file("target/classes/a.yaml");
        file("sub/.saved/a.yaml");

        assertThat(ScenarioFiles.find(List.of(folder, b))).containsExactly(b, a, c);
        assertThat(ScenarioFiles.find(List.of(c))).containsExactly(c);
    }

    @Test
    void aPathThatDoesNotExistOrHoldsNothingIsAnError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> ScenarioFiles.find(List.of(missing, empty)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(YamlReader.nameOf(missing) + ": there is no such file or folder\n"
                        + YamlReader.nameOf(empty) + ": this folder holds no .yaml file");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
