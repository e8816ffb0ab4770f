package org.dslab.engine.traceability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each planted defect makes its test fail, which passes without it. */
@DisplayName("Every planted defect is caught by its test")
class PlantedDefectsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Whether the tests pass on the sound engine, by class and method. */
    private static final TreeMap<String, TestExecutionSummary> SOUND = new TreeMap<>();

    static Stream<Defect> defects() throws IOException {
        return Defect.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void itsTestCatchesIt(Defect defect) throws Exception {
        TestExecutionSummary sound = SOUND.get(defect.test());
        if (sound == null) {
            sound = run(PlantedEngine.sound(), defect);
            SOUND.put(defect.test(), sound);
        }
        assertThat(sound.getTestsSucceededCount())
                .as("%s: %s must exist and pass without the defect", defect.file(), defect.test())
                .isPositive();
        assertThat(sound.getTotalFailureCount()).as(defect.test()).isZero();

        TestExecutionSummary broken = run(PlantedEngine.with(defect), defect);
        assertThat(broken.getTotalFailureCount())
                .as("%s: %s does not notice: %s", defect.file(), defect.test(), defect.sentence())
                .isPositive();
    }

    private static TestExecutionSummary run(ClassLoader loader, Defect defect) throws ClassNotFoundException {
        Class<?> type = Class.forName(defect.testClass(), true, loader);
        List<DiscoverySelector> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(defect.testMethod()))
                .map((Method method) -> (DiscoverySelector) DiscoverySelectors.selectMethod(type, method))
                .toList();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        assertTimeoutPreemptively(LIMIT, () -> {
            Thread.currentThread().setContextClassLoader(loader);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(methods)
                                    .build(),
                            listener);
        });
        return listener.getSummary();
    }

    @Test
    void aMalformedDescriptionIsRefused() {
        assertThatThrownBy(() -> Defect.read("x", List.of("DS-5 no")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x: ");
        assertThatThrownBy(() -> Defect.read("x", List.of("DS-05: s", "source: a", "test: b#c", "--- original", "d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalPairsAreReadAndPlanted() {
        Defect defect = Defect.read(
                "x",
                List.of(
                        "DS-05: s: t",
                        "source: a",
                        "test: b#c",
                        "--- original",
                        "one",
                        "--- planted",
                        "1",
                        "--- original",
                        "two",
                        "--- planted",
                        "--- end"));
        assertThat(defect.plant("one\nand\ntwo\n")).isEqualTo("1\nand\n");
        assertThatThrownBy(() -> defect.plant("one\none\ntwo\n")).isInstanceOf(AssertionError.class);
    }
}
