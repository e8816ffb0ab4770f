package org.dslab.cli;

import java.io.PrintWriter;
import org.dslab.config.InvalidFileException;
import org.dslab.history.UnreadableFileException;
import org.dslab.lab.world.LabFailure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads when a command fails: one clear message, and a stack trace only for our own mistakes. */
final class Failures {

    private Failures() {}

    static int wrongUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("dslab: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.USAGE.code();
    }

    static int whileRunning(Exception e, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        return switch (e) {
            case InvalidFileException wrong -> told(err, String.valueOf(wrong.getMessage()), ExitStatus.USAGE);
            case UnreadableFileException wrong -> told(err, "dslab: " + wrong.getMessage(), ExitStatus.USAGE);
            case LabFailure failure ->
                told(err, "dslab: the lab failed: " + failure.getMessage(), ExitStatus.LAB_FAILED);
            default -> {
                err.println("dslab: internal error; please report it with these lines:");
                e.printStackTrace(err);
                yield ExitStatus.LAB_FAILED.code();
            }
        };
    }

    private static int told(PrintWriter err, String message, ExitStatus status) {
        err.println(message);
        return status.code();
    }
}
