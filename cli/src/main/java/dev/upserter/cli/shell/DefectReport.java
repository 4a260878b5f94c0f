package dev.upserter.cli.shell;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Tells of an exception that nobody foresaw: which, and where in the program, but never its text, which may hold data. */
public final class DefectReport {
    private DefectReport() {}

    /** The problem for the user: what ran out, or a defect. */
    public static Problem problem(Throwable failure) {
        return Exhaustion.of(failure).map(Exhaustion::problem).orElseGet(() -> defect(failure));
    }

    private static Problem defect(Throwable failure) {
        String what = failure.getClass().getSimpleName() + at(failure) + reason(failure);
        return Problem.of(
                Code.INTERNAL,
                null,
                "the program failed (" + what + ")",
                "this is our defect; please report it, with what --debug shows");
    }

    private static String at(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.upserter.")) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    /** What the machine said, such as a full disk. Other exceptions may quote what they read. */
    private static String reason(Throwable failure) {
        return failure instanceof UncheckedIOException disk
                ? ": " + DiskFailure.reason(Objects.requireNonNull(disk.getCause(), "it wraps a failure"))
                : "";
    }

    /** Where it came from, frame by frame, causes included. */
    public static String trace(Throwable failure) {
        var lines = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            lines.append(lines.isEmpty() ? "" : "\ncaused by ")
                    .append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                lines.append("\n    at ").append(frame);
            }
        }
        return lines.toString();
    }
}
