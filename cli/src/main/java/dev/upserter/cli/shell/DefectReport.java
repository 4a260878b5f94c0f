package dev.upserter.cli.shell;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Reports an unexpected exception: its type and where in the program it occurred, but never its message, which may hold
 * data.
 */
public final class DefectReport {
    private DefectReport() {}

    /** The problem for the user: an exhausted resource, or a defect. */
    public static Problem problem(Throwable failure) {
        return Exhaustion.of(failure).map(Exhaustion::problem).orElseGet(() -> defect(failure));
    }

    private static Problem defect(Throwable failure) {
        String what = failure.getClass().getSimpleName() + at(failure) + reason(failure);
        return Problem.of(
                Code.INTERNAL,
                null,
                "the program failed (" + what + ")",
                "report this defect to us, with what --debug shows");
    }

    private static String at(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.upserter.")) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    /** The system's message, such as a full disk. Messages of other exceptions may quote data. */
    private static String reason(Throwable failure) {
        return failure instanceof UncheckedIOException disk
                ? ": " + DiskFailure.reason(Objects.requireNonNull(disk.getCause(), "it wraps a failure"))
                : "";
    }

    /** Its stack trace, including causes. */
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
