package dev.upserter.source;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Records from a JSON array of objects, or from the rows that a run has rejected (see {@link Envelope}).
 *
 * <p>Only the record at hand is in memory, up to 16 MiB. Values keep their exact text.
 */
public final class JsonSource implements Source {
    private static final String WRONG_ENCODING = "the file is in UTF-16 or UTF-32; save it as UTF-8";

    private final String name;
    private final ByteWindow window;
    private final TokenParser parser;
    private final SourceRecord record;
    private final Shapes shapes = new Shapes();
    private boolean started;
    private boolean envelopes;
    private JsonToken next = JsonToken.NOT_AVAILABLE;
    private long count;
    private long lineStart;
    private long lineOfStart = 1;
    private long continuationBytes;
    private long countedTo;
    private boolean ended;

    private JsonSource(String name, ByteWindow window) {
        this.name = name;
        this.window = window;
        this.parser = TokenParser.of(window, window.offset());
        this.record = new SourceRecord(name);
        this.lineStart = window.offset();
        this.countedTo = lineStart;
    }

    /**
     * Opens a source; reads its first bytes.
     *
     * @param in   the bytes; closed with the source
     * @param name the name that messages show
     * @throws ProblemException if it is not in UTF-8 at all
     */
    public static JsonSource open(InputStream in, String name) {
        try {
            return new JsonSource(name, new ByteWindow(in));
        } catch (ByteWindow.WrongEncodingException e) {
            throw new ProblemException(Problem.of(Code.INPUT_UNREADABLE, new Location.InFile(name), WRONG_ENCODING), e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public boolean hasNext() {
        if (ended) {
            return false;
        }
        if (next == JsonToken.NOT_AVAILABLE) {
            advance();
        }
        return !ended;
    }

    private void advance() {
        try {
            if (!started) {
                start();
            } else {
                window.keepFrom(parser.position());
                read();
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void start() throws IOException {
        started = true;
        window.keepFrom(window.offset());
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new ProblemException(new Problem(
                    Code.INPUT_UNREADABLE,
                    Code.INPUT_UNREADABLE.level(),
                    new Location.InFile(name),
                    "the file is empty: not even an empty array",
                    Code.INPUT_EMPTY.help()));
        }
        Location place = new Location.InText(name, parser.tokenLine(), columnOf(parser.tokenStart()));
        if (first == JsonToken.START_OBJECT && Envelope.startsAt(parser)) {
            envelopes = true;
            next = JsonToken.START_OBJECT;
            return;
        }
        if (first != JsonToken.START_ARRAY) {
            throw new ProblemException(Problem.of(
                    Code.INPUT_UNREADABLE,
                    place,
                    "the data must be a JSON array of objects, but this is " + kindName(first)));
        }
        read();
    }

    private void read() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            if (!envelopes) {
                throw new JsonEOFException(parser, null, "end of file");
            }
            ended = true;
        } else if (token == JsonToken.END_ARRAY && !envelopes) {
            ended = true;
            requireNothingBehind();
        } else {
            next = token;
            if (envelopes && token == JsonToken.START_OBJECT && !Envelope.startsAt(parser)) {
                throw new ProblemException(Problem.of(
                        Code.INPUT_UNREADABLE, here(), "this line is not a rejected row, though the lines before are"));
            }
        }
    }

    private void requireNothingBehind() throws IOException {
        if (parser.nextToken() != null) {
            throw new ProblemException(
                    Problem.of(Code.INPUT_UNREADABLE, here(), "there is more behind the end of the array"));
        }
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        JsonToken token = next;
        next = JsonToken.NOT_AVAILABLE;
        count++;
        try {
            if (envelopes) {
                readEnvelope(token);
            } else {
                locate();
                readElement(token);
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return record;
    }

    private void readElement(JsonToken token) throws IOException {
        long start = parser.tokenStart();
        if (token == JsonToken.START_OBJECT) {
            readFields(start);
            finish(start, parser.position(), ValueKind.OBJECT);
            return;
        }
        parser.skipValue(token);
        shapes.begin();
        finish(start, parser.position(), TokenParser.kind(token));
        record.spoil(Problem.of(
                Code.RECORD_NOT_OBJECT, record.location(), "the row is not an object but " + kindName(token)));
    }

    /** Reads the fields of the object that the parser has entered, to its end. */
    private void readFields(long start) throws IOException {
        shapes.begin();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == null) {
                throw new JsonEOFException(parser, null, "end of file");
            }
            long from = parser.tokenStart();
            parser.skipValue(value);
            record.field(
                    shapes.add(field),
                    (int) (from - start),
                    (int) (parser.position() - start),
                    TokenParser.kind(value));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonEOFException(parser, null, "end of file");
        }
    }

    private void finish(long start, long end, ValueKind kind) {
        noteLines(start, end);
        record.end(shapes.end(), window.buffer(), window.index(start), window.index(end), kind);
        long invalid = window.firstInvalid();
        if (invalid < end) {
            record.spoilText(Problem.of(
                    Code.INPUT_ENCODING,
                    record.location(),
                    String.format(
                            Locale.ROOT,
                            "the row holds a byte that is not UTF-8 (0x%02X, %d bytes into the row)",
                            window.byteAt(invalid),
                            invalid - start)));
        }
        window.forgetInvalid();
    }

    private void readEnvelope(JsonToken token) throws IOException {
        long line = parser.tokenLine();
        record.begin(count, line, 1);
        long start = parser.tokenStart();
        boolean found = token == JsonToken.START_OBJECT && Envelope.findRecord(parser);
        if (found) {
            start = parser.tokenStart();
            readFields(start);
            long end = parser.position();
            Envelope.skipRest(parser);
            finish(start, end, ValueKind.OBJECT);
        } else {
            shapes.begin();
            finish(start, parser.position(), ValueKind.OBJECT);
            record.spoil(Problem.of(
                    Code.RECORD_NOT_OBJECT, record.location(), "the rejected row holds no record that could be read"));
        }
    }

    /** Notes where the record starts that the parser has just come to. */
    private void locate() {
        long start = parser.tokenStart();
        if (parser.tokenLine() != lineOfStart) {
            lineOfStart = parser.tokenLine();
            lineStart = lastLineStart(countedTo, start);
            continuationBytes = 0;
            countedTo = lineStart;
        }
        countContinuationBytes(start);
        record.begin(count, lineOfStart, 1 + start - lineStart - continuationBytes);
    }

    private void countContinuationBytes(long to) {
        if (!window.isAscii() && window.holds(countedTo)) {
            int from = window.index(countedTo);
            int end = window.index(to);
            continuationBytes += (end - from) - Utf8.countCharacters(window.buffer(), from, end);
        }
        countedTo = to;
    }

    /** Follows the lines inside a record. */
    private void noteLines(long start, long end) {
        if (parser.line() != lineOfStart) {
            lineOfStart = parser.line();
            lineStart = lastLineStart(start, end);
            continuationBytes = 0;
            countedTo = lineStart;
        }
        countContinuationBytes(end);
    }

    private long lastLineStart(long from, long to) {
        byte[] bytes = window.buffer();
        long first = Math.max(from, to - window.index(to));
        for (long i = to - 1; i >= first; i--) {
            byte b = bytes[window.index(i)];
            if (b == '\n' || b == '\r') {
                return i + 1;
            }
        }
        return first;
    }

    private Location here() {
        return new Location.InText(name, parser.tokenLine(), columnOf(parser.tokenStart()));
    }

    private long columnOf(long offset) {
        long start = window.holds(offset) ? lastLineStart(countedTo, offset) : offset;
        return 1 + offset - (start == countedTo ? lineStart + continuationBytes : start);
    }

    private ProblemException broken(IOException e) {
        ended = true;
        if (e instanceof JsonParseException bad) {
            return problem(whatIsWrong(bad), bad);
        }
        if (e instanceof JsonProcessingException limit) {
            return problem("a value is too large or nested too deeply", limit);
        }
        if (e instanceof ByteWindow.RecordTooLargeException large) {
            return problem("one record is larger than 16 MiB; a row of this size is no person", large);
        }
        return unreadable(name, e);
    }

    private String whatIsWrong(JsonParseException e) {
        if (endsTooSoon(e)) {
            return "the file ends in the middle" + (count == 0 ? "" : ", after " + count + " records");
        }
        if (window.lastInvalid() == parser.position() - 1) {
            return String.format(Locale.ROOT, "this is not UTF-8 (byte 0x%02X)", window.byteAt(window.lastInvalid()));
        }
        return "this is not valid JSON: " + JsonMessage.of(e);
    }

    private static boolean endsTooSoon(JsonParseException e) {
        return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    private ProblemException problem(String message, IOException cause) {
        long offset = Math.min(parser.position(), window.offset());
        return new ProblemException(
                Problem.of(
                        Code.INPUT_UNREADABLE,
                        new Location.InText(name, parser.line(), Math.max(1, columnOf(offset) - 1)),
                        message + " (record " + (count + (next == JsonToken.NOT_AVAILABLE ? 1 : 0)) + ")"),
                cause);
    }

    private static ProblemException unreadable(String name, IOException e) {
        return new ProblemException(
                Problem.of(
                        Code.INPUT_UNREADABLE,
                        new Location.InFile(name),
                        "the file could not be read: " + e.getClass().getSimpleName()
                                + (e.getMessage() == null ? "" : ": " + e.getMessage())),
                e);
    }

    private static String kindName(JsonToken token) {
        return switch (TokenParser.kind(token)) {
            case TEXT -> "a text";
            case INTEGER, DECIMAL -> "a number";
            case TRUE, FALSE -> "true or false";
            case NULL -> "null";
            case OBJECT -> "a single object";
            case ARRAY -> "an array";
        };
    }

    @Override
    public long bytesRead() {
        return parser.position();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        window.close();
    }
}
