package org.dslab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which of two equal classes is loaded depends on the order of the jars: so none may be there twice. */
@DisplayName("The class path")
class ClassPathTest {

    @Test
    void holdsEachClassOnce() throws IOException {
        Map<String, List<String>> jarsByClass = new TreeMap<>();
        StringTokenizer entries =
                new StringTokenizer(Objects.requireNonNull(System.getProperty("java.class.path")), File.pathSeparator);
        while (entries.hasMoreTokens()) {
            String entry = entries.nextToken();
            if (entry.toLowerCase(Locale.ROOT).endsWith(".jar")) {
                addClasses(Path.of(entry), jarsByClass);
            }
        }
        assertThat(jarsByClass).as("classes found in jars").isNotEmpty();

        jarsByClass.values().removeIf(jars -> jars.size() == 1);
        assertThat(jarsByClass).as("classes that stand in several jars").isEmpty();
    }

    private static void addClasses(Path jar, Map<String, List<String>> jarsByClass) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name ->
                            name.endsWith(".class") && !name.endsWith("-info.class") && !name.startsWith("META-INF/"))
                    .forEach(name -> jarsByClass
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(String.valueOf(jar.getFileName())));
        }
    }
}
