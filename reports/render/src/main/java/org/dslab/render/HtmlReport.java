package org.dslab.render;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.dslab.history.Environment;
import org.dslab.history.RecordedRun;

/**
 * The file {@code report.html}: one page that needs nothing else, neither network nor scripts. Its content security
 * policy allows its own style sheet only, and everything that came from mail is escaped.
 */
public final class HtmlReport {

    private static final TemplateEngine PAGES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.dslab.render");

    private HtmlReport() {}

    /** Writes the page as UTF-8 text and leaves the writer open. */
    public static void write(RecordedRun run, Environment environment, Writer out) throws IOException {
        ReportPages pages = new ReportPages(run, environment);
        String style = stylesheet() + pages.filterRules();
        ReportView page = pages.view(
                style, "default-src 'none'; style-src '" + hash(style) + "'; base-uri 'none'; form-action 'none'");
        try {
            PAGES.render("report.jte", page, new WriterOutput(out));
        } catch (TemplateException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
        out.flush();
    }

    private static String stylesheet() throws IOException {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not beside this class");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
