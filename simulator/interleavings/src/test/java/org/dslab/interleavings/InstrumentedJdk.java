package org.dslab.interleavings;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of the running JDK whose locks, queues and threads obey Fray's scheduler. Fray's Maven plugin downloads a JDK
 * for this; we let jlink make it from the one that is there.
 */
final class InstrumentedJdk {

    private static final int VERSION = 25;

    /** All that the tests and Fray need: each costs time to instrument. */
    private static final List<String> MODULES =
            List.of("java.base", "java.instrument", "java.logging", "java.management", "java.rmi", "jdk.unsupported");

    private static final List<String> LINKED = List.of(
            "fray-instrumentation-jdk", "fray-instrumentation-base", "fray-runtime", "kotlin-", "annotations-", "asm");

    /** Fray's agent has its own copy of these. */
    private static final List<String> ONLY_LINKED =
            List.of("fray-instrumentation-jdk", "fray-instrumentation-base", "fray-jvmti", "asm");

    private static final List<String> OPENED = List.of(
            "java.lang", "java.util.concurrent.atomic", "java.util", "java.io", "sun.nio.ch", "java.lang.reflect");

    private final Path folder;

    private InstrumentedJdk(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none here, if so. */
    static Optional<String> obstacle() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            return Optional.of("Fray's native part is for Linux on amd64; this is " + system);
        }
        if (Runtime.version().feature() != VERSION) {
            return Optional.of("Fray needs JDK " + VERSION + "; this is " + Runtime.version());
        }
        if (!Files.isExecutable(tool("jlink"))) {
            return Optional.of("the instrumented JDK is made with jlink, which is not in " + home());
        }
        return Optional.empty();
    }

    /** Makes it below {@code folder}, unless the same JDK was made there before. */
    static InstrumentedJdk in(Path folder) throws IOException, InterruptedException {
        InstrumentedJdk jdk = new InstrumentedJdk(folder);
        Path stamp = folder.resolve("made-from");
        String made = Runtime.version() + " " + home() + " " + jar("fray-instrumentation-jdk") + "\n";
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(made)) {
            delete(folder);
            Files.createDirectories(folder);
            jdk.link();
            jdk.unpackLibrary();
            jdk.writeAgent();
            Files.writeString(stamp, made);
        }
        return jdk;
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Path tool(String name) {
        return home().resolve("bin").resolve(name);
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static boolean isOf(Path jar, List<String> names) {
        return names.stream().anyMatch(jar.getFileName().toString()::startsWith);
    }

    private static Path jar(String name) {
        return classPath().stream()
                .filter(path -> isOf(path, List.of(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not in the class path"));
    }

    private static String joined(Stream<Path> paths) {
        return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void link() throws IOException, InterruptedException {
        String jars = joined(classPath().stream().filter(path -> isOf(path, LINKED)));
        run(
                folder.resolve("jlink.txt"),
                List.of(
                        tool("jlink").toString(),
                        "-J-javaagent:" + jar("fray-instrumentation-jdk"),
                        "-J--module-path=" + jars,
                        "-J--add-modules=org.pastalab.fray.instrumentation.jdk",
                        "-J--class-path=" + jars,
                        "--output=" + folder.resolve("jdk"),
                        "--add-modules=" + String.join(",", MODULES),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "--fray-instrumentation"));
    }

    private void unpackLibrary() throws IOException {
        try (JarFile jar = new JarFile(jar("fray-jvmti").toFile());
                InputStream library = jar.getInputStream(jar.getJarEntry("libjvmti.so"))) {
            Files.copy(library, folder.resolve("libjvmti.so"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void writeAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EveryFieldAgent.class.getName());
        try (OutputStream file = Files.newOutputStream(folder.resolve("agent.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** Runs a main class of this class path, and answers when it has ended. */
    void run(Path output, Class<?> mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("jdk/bin/java").toString());
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("-XX:+UseSerialGC");
        command.add("-javaagent:" + folder.resolve("agent.jar"));
        command.add("-agentpath:" + folder.resolve("libjvmti.so"));
        command.add("-cp");
        command.add(joined(classPath().stream().filter(path -> !isOf(path, ONLY_LINKED))));
        command.add(mainClass.getName());
        command.addAll(arguments);
        run(output, command);
    }

    private static void run(Path output, List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(output.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(command.getFirst() + " does not end; its output is in " + output);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "%s ended with status %d:%n%s",
                        command.getFirst(),
                        process.exitValue(),
                        Files.readString(output)));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
