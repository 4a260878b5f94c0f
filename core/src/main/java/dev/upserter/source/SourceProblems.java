package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.stream.HostStream;
import java.io.IOException;
import java.util.Locale;

/** Builds the problems of a source, in the same words for every format. */
public final class SourceProblems {
    private static final String NO_HEADER = ": not even a header";

    private SourceProblems() {}

    /** The file cannot be used at all, or not read any further. */
    public static ProblemException stop(Location place, String message) {
        return new ProblemException(Problem.of(Code.INPUT_UNREADABLE, place, message));
    }

    /** The file cannot be used; with a specific hint. */
    public static ProblemException stop(Location place, String message, String hint) {
        return new ProblemException(Problem.of(Code.INPUT_UNREADABLE, place, message, hint));
    }

    /** The file holds nothing that could be its header. */
    public static ProblemException noHeader(Location place, String why, String hint) {
        return stop(place, why + NO_HEADER, hint);
    }

    /** Whether a problem is that of {@link #noHeader}. */
    public static boolean isNoHeader(Problem problem) {
        return problem.code() == Code.INPUT_UNREADABLE && problem.message().endsWith(NO_HEADER);
    }

    /** The disk, or another origin of the bytes, failed. */
    public static ProblemException unreadable(String file, IOException e) {
        var place = new Location.InFile(file);
        return new ProblemException(
                Exhaustion.of(e)
                        .map(ranOut -> ranOut.problem(place, "the file could not be read"))
                        .orElseGet(() -> notGiven(place, e)),
                e);
    }

    private static Problem notGiven(Location place, IOException e) {
        String reason = e instanceof HostStream.FailedException ? e.getMessage() : DiskFailure.reason(e);
        String message = "the file could not be read: " + reason;
        String hint = e instanceof HostStream.FailedException
                ? "the report's cause says why. Correct the program that gives the stream, then run it again"
                : "check the file, and the disk or the network folder that holds it. Then run the same command again";
        return Problem.of(Code.INPUT_UNREADABLE, place, message, hint);
    }

    /** A record exceeds the largest size. */
    public static ProblemException tooLarge(Location place, long number, IOException e) {
        return new ProblemException(
                Problem.of(
                        Code.INPUT_UNREADABLE,
                        place,
                        "one record is larger than 16 MiB. No row is as large (record " + number + ")"),
                e);
    }

    /**
     * A row contains a byte that is not valid in its encoding.
     *
     * @param wrong the byte, if the file is UTF-8
     * @param index its offset in the row, in bytes
     */
    public static Problem notUtf8(Location place, byte wrong, long index) {
        return Problem.of(
                Code.INPUT_ENCODING,
                place,
                String.format(
                        Locale.ROOT,
                        "the row holds a byte that is not UTF-8 (0x%02X, %d bytes into the row)",
                        wrong & 0xFF,
                        index));
    }

    /**
     * A row of a database contains a byte that is not a character in the database's encoding.
     *
     * @param index its offset in the row's JSON, in bytes
     */
    public static Problem notText(Location place, long index) {
        return new Problem(
                Code.INPUT_ENCODING,
                Code.INPUT_ENCODING.level(),
                place,
                "a text of the row holds a byte that its encoding does not have (" + index
                        + " bytes into the row as JSON)",
                "find the text in the database and correct it. All other rows are read");
    }

    /** The name for a value that is not an object. */
    public static String kindName(ValueKind kind) {
        return switch (kind) {
            case TEXT -> "a text";
            case INTEGER, DECIMAL -> "a number";
            case TRUE, FALSE -> "true or false";
            case NULL -> "null";
            case OBJECT -> "a single object";
            case ARRAY -> "an array";
        };
    }
}
