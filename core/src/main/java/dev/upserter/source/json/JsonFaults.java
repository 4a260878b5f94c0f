package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonParseException;
import dev.upserter.carried.jackson.JsonProcessingException;
import dev.upserter.carried.jackson.io.JsonEOFException;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Lines;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is wrong with JSON that cannot be read any further, and where. For one thread.
 *
 * @param name  of the file
 * @param lines moved to the place
 */
record JsonFaults(String name, ByteWindow window, Lines lines) {
    private static final int LONGEST_LINE = 2_000;

    /** At least two cells, of which none begins a structure of JSON. */
    private static final Pattern CELLS = Pattern.compile("[^,;\t|{}\\[\\]]+(?:[,;\t|][^,;\t|{}\\[\\]]*)+");

    /**
     * The problem that ends a source.
     *
     * @param row the number of the row that is being read; 0 if it is none
     */
    ProblemException of(IOException e, TokenParser parser, long row) {
        String where = row == 0 ? "" : " (record " + row + ")";
        if (row < 2 && looksLikeTable()) {
            return table();
        }
        if (e instanceof JsonParseException bad) {
            return broken(whatIsWrong(bad, parser) + where, bad, parser);
        }
        if (e instanceof JsonProcessingException limit) {
            return broken(limit(limit) + where, limit, parser);
        }
        if (e instanceof ByteWindow.RecordTooLargeException large) {
            return SourceProblems.tooLarge(lines.here(name), row, large);
        }
        return SourceProblems.unreadable(name, e);
    }

    /** Whether the first line is one of CSV or TSV: no value of JSON, and several cells. */
    boolean looksLikeTable() {
        if (window.index(0) < 0) {
            return false;
        }
        var line = new StringBuilder();
        long end = Math.min(window.offset(), LONGEST_LINE);
        for (long i = 0; i < end && window.byteAt(i) != '\n'; i++) {
            line.append((char) window.byteAt(i));
        }
        String first = line.toString().strip();
        return !first.startsWith("{")
                && !first.startsWith("[")
                && CELLS.matcher(first).matches();
    }

    /** The problem of a table that is read as JSON. */
    ProblemException table() {
        return SourceProblems.stop(
                new Location.InFile(name),
                "this is not JSON: the first line has cells, as CSV has",
                "name the file .csv, or write source.format: csv, or --format csv");
    }

    /** What exceeds a limit of the parser. */
    static String limit(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).contains("depth")
                ? "a value is nested too deeply: more than 1,000 lists and objects inside each other"
                : "a name of a field is too long: more than 50,000 characters";
    }

    /** The problem of a file without a byte. */
    ProblemException empty() {
        return new ProblemException(Problem.of(
                Code.INPUT_UNREADABLE,
                new Location.InFile(name),
                "the file is empty or blank: not even an empty array",
                "check the export that made the file. An export without a row is an empty array, []"));
    }

    /** The problem of what follows the array, here. */
    ProblemException moreBehind(boolean isArray) {
        String message = "there is more after the end of the array";
        return isArray
                ? SourceProblems.stop(
                        lines.here(name), message, "make one list of rows of them: jq -c '.[]' FILE > rows.ndjson")
                : new ProblemException(Problem.of(Code.INPUT_UNREADABLE, lines.here(name), message));
    }

    private String whatIsWrong(JsonParseException e, TokenParser parser) {
        if (e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
            return "the file ends in the middle";
        }
        if (window.lastInvalid() == parser.position() - 1) {
            return String.format(Locale.ROOT, "this is not UTF-8 (byte 0x%02X)", window.byteAt(window.lastInvalid()));
        }
        return "this is not valid JSON: " + JsonMessage.of(e);
    }

    private ProblemException broken(String message, IOException cause, TokenParser parser) {
        return new ProblemException(Problem.of(Code.INPUT_UNREADABLE, placeOf(cause, parser), message), cause);
    }

    /** The place of the start of a word, otherwise of the character itself. */
    private Location placeOf(IOException e, TokenParser parser) {
        if (e instanceof JsonParseException bad && JsonMessage.isAboutWord(bad)) {
            lines.moveTo(parser.tokenStart(), parser.tokenLine());
            return lines.here(name);
        }
        lines.moveTo(Math.min(parser.position(), window.offset()), parser.line());
        return lines.before(name);
    }
}
