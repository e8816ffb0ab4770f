package org.dslab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code dslab site} as a process of its own, with its files in a folder of its own. */
public final class SiteProcess implements AutoCloseable {

    private final Path folder;
    private final String name;
    private final Process process;

    private SiteProcess(Path folder, String name, Process process) {
        this.folder = folder;
        this.name = name;
        this.process = process;
    }

    /** Starts the site whose configuration is {@code folder/name.yaml}, and waits until it is ready or has ended. */
    public static SiteProcess start(Path folder, String name, String... options) throws IOException {
        return launch(folder, "site", name, "smtp", List.of(options));
    }

    /** The same for a {@code dslab sidecar}. */
    public static SiteProcess startSidecar(Path folder, String name) throws IOException {
        return launch(folder, "sidecar", name, "socketmap", List.of());
    }

    private static SiteProcess launch(Path folder, String command, String name, String service, List<String> options)
            throws IOException {
        Path err = folder.resolve(name + ".err");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dslab.cli.Main",
                command,
                "--config",
                folder.resolve(name + ".yaml").toString()));
        line.addAll(options);
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                .start();
        SiteProcess site = new SiteProcess(folder, name, process);
        String ready = process.inputReader().readLine();
        if (ready != null && !ready.startsWith("dslab " + command + " " + name + " ready: " + service + " ")) {
            throw new AssertionError("not the line that says it is ready: " + ready);
        }
        return site;
    }

    /** What it has written to standard error, in all its lives. */
    public String log() {
        return read(folder.resolve(name + ".err"));
    }

    /** All mail in a mailbox, as text. */
    public List<String> mailbox(String address) {
        Path mail = folder.resolve(name + "-mail").resolve(address).resolve("new");
        if (!Files.isDirectory(mail)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(mail)) {
            return files.map(SiteProcess::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGTERM; returns the exit status. */
    public int stop() {
        process.destroy();
        return await();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** The exit status of a site that ends by itself. */
    public int await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await();
    }
}
