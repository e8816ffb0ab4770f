package org.dslab.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dslab.server.StoreThreadInterleavings;
import org.dslab.server.TasksInterleavings;
import org.dslab.server.site.EventLogInterleavings;
import org.dslab.wire.quiet.QuietCountInterleavings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs all {@link Interleaved} methods under Fray's scheduler, in a JVM of their own. */
class InterleavingsTest {

    private static final List<Class<?>> SUBJECTS = List.of(
            QuietCountInterleavings.class,
            TasksInterleavings.class,
            StoreThreadInterleavings.class,
            EventLogInterleavings.class);

    /** Runs this method alone and as it was recorded: {@code -Ddslab.replay=CLASS#METHOD=FOLDER}. */
    private static final Optional<String> REPLAY = Optional.ofNullable(System.getProperty("dslab.replay"));

    private static final Path TARGET = Path.of("target", "interleavings").toAbsolutePath();
    private static final Path RESULTS = TARGET.resolve("results");
    private static final Path REPLAYS = TARGET.resolve("replays");

    @BeforeAll
    static void runAll() throws IOException, InterruptedException {
        Optional<String> obstacle = InstrumentedJdk.obstacle();
        if (obstacle.isPresent()) {
            abort("no interleavings are tried: " + obstacle.get());
        }
        InstrumentedJdk jdk = InstrumentedJdk.in(TARGET.resolve("jdk"));
        if (REPLAY.isPresent()) {
            MethodName method = method(REPLAY.get());
            String recording = REPLAY.get().substring(method.toString().length() + 1);
            run(jdk, REPLAYS, List.of(replay(method, Path.of(recording).toAbsolutePath())));
            return;
        }
        List<String> methods = new ArrayList<>();
        interleaved(List.of(PlantedRaces.class)).forEach(method -> methods.add(method.argument()));
        interleaved(SUBJECTS).forEach(method -> methods.add(method.argument()));
        run(jdk, RESULTS, methods);
        List<String> replays = new ArrayList<>();
        interleaved(List.of(PlantedRaces.class))
                .forEach(method -> replays.add(replay(method.name(), recording(method.name()))));
        run(jdk, REPLAYS, replays);
    }

    private record Method(MethodName name, int times) {

        String argument() {
            return name + "=" + times;
        }
    }

    private static List<Method> interleaved(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Interleaved.class))
                        .map(method -> new Method(
                                new MethodName(type.getName(), method.getName()),
                                method.getAnnotation(Interleaved.class).times()))
                        .sorted(Comparator.comparing(method -> method.name().name())))
                .toList();
    }

    private static MethodName method(String replay) {
        return MethodName.of(replay.substring(0, Math.max(0, replay.indexOf('='))));
    }

    private static String replay(MethodName method, Path recording) {
        return method + "=REPLAY:" + recording;
    }

    private static void run(InstrumentedJdk jdk, Path results, List<String> methods)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.add(results.toString());
        arguments.addAll(methods);
        jdk.run(results.resolve("output.txt"), Scheduled.class, arguments);
    }

    private static Path recording(MethodName method) {
        return RESULTS.resolve(method.folder()).resolve(Scheduled.RECORDING);
    }

    private static String result(Path results, MethodName method) throws IOException {
        return Files.readString(results.resolve(method.folder()).resolve(Scheduled.RESULT));
    }

    @TestFactory
    Stream<DynamicTest> everyInterleavingHolds() {
        if (REPLAY.isPresent()) {
            return Stream.of(holds(REPLAYS, method(REPLAY.get())));
        }
        return interleaved(SUBJECTS).stream().map(method -> holds(RESULTS, method.name()));
    }

    private static DynamicTest holds(Path results, MethodName method) {
        return DynamicTest.dynamicTest(method.toString(), () -> {
            String failure = result(results, method);
            assertThat(failure)
                    .withFailMessage(
                            "an interleaving fails:%n%s%nReplay it with -Ddslab.replay=%s=%s",
                            failure, method, recording(method))
                    .isEmpty();
        });
    }

    /** Otherwise nothing was interleaved, and all the others hold for nothing. */
    @TestFactory
    Stream<DynamicTest> aPlantedRaceIsFound() {
        return planted()
                .map(method -> DynamicTest.dynamicTest(
                        method.name().name(),
                        () -> assertThat(result(RESULTS, method.name()))
                                .containsAnyOf("does not hold: ", "DeadlockException")));
    }

    @TestFactory
    Stream<DynamicTest> aRecordedInterleavingFailsAgain() {
        return planted()
                .map(method -> DynamicTest.dynamicTest(
                        method.name().name(),
                        () -> assertThat(firstLine(result(REPLAYS, method.name())))
                                .isNotEmpty()
                                .isEqualTo(firstLine(result(RESULTS, method.name())))));
    }

    private static Stream<Method> planted() {
        return REPLAY.isPresent() ? Stream.empty() : interleaved(List.of(PlantedRaces.class)).stream();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    @Test
    void everySubjectIsTried() {
        assertThat(SUBJECTS)
                .allSatisfy(type -> assertThat(interleaved(List.of(type))).isNotEmpty());
    }
}
