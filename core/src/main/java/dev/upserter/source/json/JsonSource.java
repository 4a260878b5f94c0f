package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.io.JsonEOFException;
import dev.upserter.json.JsonText;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.Shapes;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Pages;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.FileEnd;
import dev.upserter.source.stream.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records from a JSON array of objects, or from the rows that a run has rejected (see {@link Envelope}).
 *
 * <p>Only the current record is in memory, up to 16 MiB. Values keep their exact text.
 */
public final class JsonSource implements Source {
    private static final String WRONG_ENCODING = "the file is in UTF-16 or UTF-32. Save it as UTF-8";

    private final String name;
    private final ByteWindow window;
    private TokenParser parser;
    private final Lines lines;
    private final JsonFaults faults;
    private final SourceRecord record;
    private final Shapes shapes = new Shapes();
    private final @Nullable DocumentRows document;
    private boolean started;
    private boolean envelopes;
    /** Whether the rows are the values of an object. */
    private boolean keyed;

    private String key = "";
    /** Whether the current record has been read to its end. */
    private boolean plain;

    private @Nullable JsonToken next;
    private long count;
    private boolean ended;
    private List<FileEnd> ends = List.of();

    private JsonSource(String name, ByteWindow window, @Nullable RowsPath rows) {
        this.name = name;
        this.window = window;
        this.parser = TokenParser.of(window, window.offset());
        this.lines = new Lines(window);
        this.faults = new JsonFaults(name, window, lines);
        this.record = new SourceRecord(name);
        this.document = rows == null ? null : new DocumentRows(rows, lines, window, name);
    }

    /** Opens a source of an array of rows, as the other way to open one does. */
    public static JsonSource open(InputStream in, String name) {
        return open(in, name, null);
    }

    /**
     * Opens a source; reads its first bytes.
     *
     * @param in   the bytes; closed with the source
     * @param name the name in messages
     * @param rows where the rows are in the document; null if it is an array of rows
     * @throws ProblemException if it is not UTF-8
     */
    public static JsonSource open(InputStream in, String name, @Nullable RowsPath rows) {
        try {
            return new JsonSource(name, new ByteWindow(in), rows);
        } catch (ByteWindow.WrongEncodingException e) {
            throw new ProblemException(Problem.of(Code.INPUT_UNREADABLE, new Location.InFile(name), WRONG_ENCODING), e);
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /** The same source, with the file that its bytes come from. */
    public JsonSource standingIn(Path file) {
        record.standIn(file);
        return this;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            advance();
        }
        return next != null;
    }

    private void advance() {
        try {
            window.keepFrom(lines.offset());
            parser = parser.withoutManyNames();
            if (started && !envelopes && !keyed && foundPlain()) {
                return;
            }
            JsonToken token = parser.nextToken();
            if (!started) {
                started = true;
                start(token);
            } else if (token == null) {
                end();
            } else if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                endOfRows();
            } else if (keyed) {
                key = parser.currentName();
                found(parser.nextToken());
            } else {
                found(token);
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Several documents may follow each other, like the pages of an answer. */
    private void endOfRows() throws IOException {
        DocumentRows rows = document;
        JsonToken following = rows == null ? null : rows.leave(parser, count);
        if (rows == null || following == null) {
            ended = true;
            requireNothingBehind();
            ends = ownEnd();
        } else {
            enter(following, rows);
        }
    }

    /** Moves to the rows of a document. */
    private void enter(JsonToken first, DocumentRows rows) throws IOException {
        JsonToken container = rows.find(parser, first);
        window.forgetInvalid();
        keyed = container == JsonToken.START_OBJECT;
        if (keyed) {
            record.standAlone();
        }
        advance();
    }

    /** Reads the whole next record, if it has the common form. */
    private boolean foundPlain() throws IOException {
        plain = parser.readPlainElement(record, shapes);
        if (plain) {
            lines.moveTo(parser.tokenStart(), parser.tokenLine());
            record.begin(count + 1, lines.line(), lines.column());
            next = JsonToken.START_OBJECT;
        }
        return plain;
    }

    private void start(@Nullable JsonToken first) throws IOException {
        if (first == null) {
            ended = true;
            throw faults.empty();
        }
        if (document != null) {
            enter(first, document);
            return;
        }
        if (first == JsonToken.START_ARRAY) {
            advance();
            return;
        }
        envelopes = first == JsonToken.START_OBJECT;
        String message = "the data must be a JSON array of objects, but this is "
                + SourceProblems.kindName(TokenParser.kind(first));
        if (envelopes) {
            found(first, message);
        } else if (faults.looksLikeTable()) {
            ended = true;
            throw faults.table();
        } else {
            lines.moveTo(parser.tokenStart(), parser.tokenLine());
            throw stop(message, lines.here(name));
        }
    }

    private void end() throws IOException {
        if (!envelopes) {
            throw new JsonEOFException(parser, null, "end of file");
        }
        ended = true;
        ends = ownEnd();
    }

    private List<FileEnd> ownEnd() {
        if (document != null) {
            document.pages().rows(count);
        }
        return List.of(new FileEnd(name, count, FileEnd.Ending.OWN_END));
    }

    private void requireNothingBehind() throws IOException {
        JsonToken more = parser.nextToken();
        if (more != null) {
            lines.moveTo(parser.tokenStart(), parser.tokenLine());
            ended = true;
            throw faults.moreBehind(more == JsonToken.START_ARRAY);
        }
    }

    private void found(JsonToken token) throws IOException {
        found(token, "this line is not a rejected row, though the lines before are");
    }

    /** Records where the next record starts; checks that it is an envelope if it must be one. */
    private void found(JsonToken token, String otherwise) throws IOException {
        lines.moveTo(parser.tokenStart(), parser.tokenLine());
        record.begin(count + 1, lines.line(), lines.column());
        if (envelopes && token == JsonToken.START_OBJECT && !Envelope.startsAt(parser)) {
            throw stop(otherwise, record.location());
        }
        next = token;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        JsonToken token = Objects.requireNonNull(next);
        try {
            if (plain) {
                plain = false;
                finish(parser.tokenStart(), parser.position(), ValueKind.OBJECT);
            } else {
                readOther(token);
            }
            lines.moveTo(parser.position(), parser.line());
            window.forgetInvalid();
        } catch (IOException e) {
            throw broken(e);
        }
        next = null;
        count++;
        return record;
    }

    private void readOther(JsonToken token) throws IOException {
        shapes.begin();
        if (envelopes) {
            readEnvelope(token);
        } else {
            readElement(token);
        }
    }

    private void readElement(JsonToken token) throws IOException {
        long start = parser.tokenStart();
        if (token == JsonToken.START_OBJECT) {
            readFields(start);
        } else {
            parser.skipValue(token);
            record.spoil(Problem.of(
                    Code.RECORD_NOT_OBJECT,
                    record.location(),
                    "the row is not an object but " + SourceProblems.kindName(TokenParser.kind(token))));
        }
        if (keyed && token == JsonToken.START_OBJECT) {
            finishKeyed(start, parser.position());
        } else {
            finish(start, parser.position(), TokenParser.kind(token));
        }
    }

    /** The row with its key as the last field, so that the key takes precedence over a field of the row. */
    private void finishKeyed(long start, long end) throws IOException {
        byte[] text = DocumentRows.withKey(window.buffer(), window.index(start), window.index(end), key);
        byte[] quoted = JsonText.quote(key);
        int to = text.length - 1;
        record.field(shapes.add(RowsPath.KEY), to - quoted.length, to, ValueKind.TEXT);
        finish(start, end, ValueKind.OBJECT);
        if (record.defect().isEmpty()) {
            record.end(record.shape(), text, 0, text.length, ValueKind.OBJECT);
        }
    }

    /** Reads the fields of the object that the parser has entered, to its end. */
    private void readFields(long start) throws IOException {
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

    private void readEnvelope(JsonToken token) throws IOException {
        boolean envelope = token == JsonToken.START_OBJECT;
        JsonToken inside = envelope ? Envelope.findRecord(parser, record) : token;
        if (inside == null) {
            noRecordIn(lines.offset(), parser.position(), ValueKind.OBJECT);
            return;
        }
        long start = parser.tokenStart();
        window.forgetInvalid();
        if (inside == JsonToken.START_OBJECT) {
            readFields(start);
        } else {
            parser.skipValue(inside);
        }
        long end = parser.position();
        if (envelope) {
            Envelope.skipRest(parser);
        }
        if (inside == JsonToken.START_OBJECT) {
            finish(start, end, ValueKind.OBJECT);
        } else {
            noRecordIn(start, end, TokenParser.kind(inside));
        }
    }

    private void noRecordIn(long start, long end, ValueKind kind) throws IOException {
        record.spoil(Problem.of(
                Code.RECORD_NOT_OBJECT, record.location(), "the rejected row holds no record that could be read"));
        finish(start, end, kind);
    }

    private void finish(long start, long end, ValueKind kind) throws IOException {
        if (end - start > ByteWindow.MAX_KEPT) {
            throw new ByteWindow.RecordTooLargeException();
        }
        record.base(start - window.index(start));
        record.end(shapes.end(), window.buffer(), window.index(start), window.index(end), kind);
        long invalid = window.firstInvalid();
        if (invalid < end) {
            byte wrong = (byte) window.byteAt(invalid);
            record.spoilText(SourceProblems.notUtf8(record.location(), wrong, invalid - start));
        }
    }

    /** A row that is too large is one even where the source has come to its end. */
    private ProblemException broken(IOException e) {
        long row = ended && !(e instanceof ByteWindow.RecordTooLargeException) ? 0 : count + 1;
        ended = true;
        next = null;
        return faults.of(e, parser, row);
    }

    private ProblemException stop(String message, Location place) {
        ended = true;
        return new ProblemException(Problem.of(Code.INPUT_UNREADABLE, place, message));
    }

    /** The number of field names in memory. */
    public int knownNames() {
        return parser.knownNames() + shapes.knownNames();
    }

    @Override
    public List<Header> headers() {
        return List.of();
    }

    @Override
    public List<Problem> warnings() {
        return document == null
                ? List.of()
                : Stream.concat(document.warnings().stream(), pages().flatMap(Pages::problem).stream())
                        .toList();
    }

    @Override
    public Optional<Pages> pages() {
        return document == null || ends.isEmpty() ? Optional.empty() : Optional.of(document.pages());
    }

    @Override
    public List<FileEnd> ends() {
        return ends;
    }

    @Override
    public long bytesRead() {
        return parser.position();
    }

    /** Does nothing: whoever opened the stream interrupts it. */
    @Override
    public void cancel() {}

    @Override
    public void close() throws IOException {
        ended = true;
        next = null;
        window.close();
    }
}
