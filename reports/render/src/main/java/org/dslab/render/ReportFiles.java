package org.dslab.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dslab.history.Environment;
import org.dslab.history.EnvironmentJson;
import org.dslab.history.RecordedRun;
import org.dslab.history.RunJson;
import org.dslab.history.ScenarioRun;

/**
 * Writes all files of a report. Each is written beside its place and moved there when all are complete, so that nobody
 * finds half a file or, but for a crash between two moves, a mixture of two reports.
 */
public final class ReportFiles {

    public static final String RUN = "run.json";
    public static final String JUNIT = "junit.xml";
    public static final String PAGE = "report.html";
    public static final String ENVIRONMENT = "environment.json";

    private static final String UNFINISHED = ".part";

    private ReportFiles() {}

    /** Something that fills one file. */
    @FunctionalInterface
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Makes the directory if need be, and writes the files into it.
     *
     * @return the page for people
     */
    public static Path write(Path directory, List<ScenarioRun> runs, Environment environment) throws ReportException {
        RecordedRun run = new RecordedRun(environment.tool(), runs);
        Map<String, Content> files = new LinkedHashMap<>();
        files.put(RUN, out -> RunJson.write(run, out));
        files.put(ENVIRONMENT, out -> EnvironmentJson.write(environment, out));
        files.put(JUNIT, out -> JunitXml.write(run, text(out)));
        files.put(PAGE, out -> HtmlReport.write(run, environment, text(out)));
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, Content> file : files.entrySet()) {
                Path unfinished = directory.resolve(file.getKey() + UNFINISHED);
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                    file.getValue().write(out);
                }
            }
            for (String name : files.keySet()) {
                Files.move(
                        directory.resolve(name + UNFINISHED),
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write the report into " + directory + ": " + reason(e)
                            + "; name a directory that can be written to, or make room",
                    e);
        }
        return directory.resolve(PAGE);
    }

    private static Writer text(OutputStream out) {
        return new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
