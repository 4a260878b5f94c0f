package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonParseException;
import dev.upserter.carried.jackson.JsonProcessingException;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.io.JsonEOFException;
import dev.upserter.json.Utf8;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.Shape;
import dev.upserter.record.Shapes;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Bytes;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Records from JSON objects one after another: one per line, or each over several lines. Rejected rows of a run (see
 * {@link Envelope}) may be among them. A malformed row affects only itself.
 *
 * <p>Only the current record is in memory, up to 16 MiB. Values keep their exact text.
 */
public final class NdjsonSource implements Source {
    static final String MORE = "there is more after the object";

    private final String name;
    private final Bytes bytes;
    private final ObjectTexts texts;
    private final SourceRecord record;
    private final Shapes shapes = new Shapes();
    private TokenParser parser = TokenParser.of(new byte[0], 0, 0);
    private boolean waiting;
    private final boolean hasLines;
    private boolean ended;
    private List<FileEnd> ends = List.of();
    private long count;
    private long read;

    private NdjsonSource(String name, Bytes bytes, ObjectTexts texts, boolean hasLines) {
        this.name = name;
        this.bytes = bytes;
        this.texts = texts;
        this.record = new SourceRecord(name, hasLines);
        this.hasLines = hasLines;
    }

    /** Opens a source with one object per line. */
    public static NdjsonSource ofLines(InputStream in, String name) {
        var bytes = new Bytes(in);
        return new NdjsonSource(name, bytes, new ObjectTexts(bytes, false), true);
    }

    /** Opens a source with one object per line, where the lines are rows of a format without lines. */
    public static NdjsonSource ofRows(InputStream in, String name) {
        var bytes = new Bytes(in);
        return new NdjsonSource(name, bytes, new ObjectTexts(bytes, false), false);
    }

    /** Opens a source whose objects extend over several lines. */
    public static NdjsonSource ofObjects(InputStream in, String name) {
        var bytes = new Bytes(in);
        return new NdjsonSource(name, bytes, new ObjectTexts(bytes, true), true);
    }

    /** The same source, with the file that its bytes come from. */
    public NdjsonSource standingIn(Path file) {
        record.standIn(file);
        return this;
    }

    private Problem notText(byte wrong, long index) {
        return hasLines
                ? SourceProblems.notUtf8(record.location(), wrong, index)
                : SourceProblems.notText(record.location(), index);
    }

    @Override
    public boolean hasNext() {
        if (!waiting && !ended) {
            try {
                read += texts.next();
                waiting = texts.length() > 0;
                if (!waiting) {
                    ended = true;
                    ends = List.of(new FileEnd(name, count, hasLines ? bytes.ending() : FileEnd.Ending.OWN_END));
                }
            } catch (ByteWindow.RecordTooLargeException e) {
                ended = true;
                record.begin(count + 1, texts.line(), texts.column());
                throw SourceProblems.tooLarge(record.location(), count + 1, e);
            } catch (IOException e) {
                ended = true;
                throw SourceProblems.unreadable(name, e);
            }
        }
        return waiting;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        waiting = false;
        record.begin(++count, texts.line(), texts.column());
        record.base(bytes.base());
        int start = bytes.start();
        int end = start + texts.length();
        shapes.begin();
        int invalid = Utf8.firstInvalid(bytes.buffer(), start, end);
        if (invalid < end) {
            spoil(start, end, notText(bytes.buffer()[invalid], invalid - start));
            return record;
        }
        int behind = PlainObjects.read(bytes.buffer(), start, end, record, shapes);
        if (behind == PlainObjects.OTHER || !isBlank(behind, end)) {
            shapes.begin();
            parse(start, end);
        } else {
            record.end(shapes.end(), bytes.buffer(), start, behind, ValueKind.OBJECT);
        }
        return record;
    }

    private void parse(int start, int end) {
        try {
            parser = parser.withoutManyNames();
            parser.moveTo(bytes.buffer(), start, end);
            read(parser.nextToken(), start, end);
        } catch (JsonProcessingException e) {
            spoil(start, end, broken(e, start));
            parser = TokenParser.of(new byte[0], 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private void spoil(int start, int end, Problem problem) {
        int last = end;
        while (last > start && ObjectTexts.isBlank(bytes.buffer()[last - 1])) {
            last--;
        }
        record.end(Shape.EMPTY, bytes.buffer(), start, last, ValueKind.TEXT);
        record.spoilText(problem);
    }

    private void read(JsonToken token, int start, int end) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            readObject(start);
        } else {
            parser.skipValue(token);
            int behind = (int) parser.position();
            record.spoil(Problem.of(
                    Code.RECORD_NOT_OBJECT,
                    record.location(),
                    "the row is not an object but " + SourceProblems.kindName(TokenParser.kind(token))));
            record.end(Shape.EMPTY, bytes.buffer(), start, behind, TokenParser.kind(token));
        }
        requireNothingBehind(token, end);
    }

    private void readObject(int start) throws IOException {
        String first = parser.nextFieldName();
        if (!Envelope.MARK.equals(first)) {
            readFields(first, start);
            record.end(shapes.end(), bytes.buffer(), start, (int) parser.position(), ValueKind.OBJECT);
            return;
        }
        parser.nextToken();
        parser.skipChildren();
        JsonToken inside = Envelope.findRecord(parser, record);
        if (inside == null) {
            noRecordIn(start, (int) parser.position(), ValueKind.OBJECT);
            return;
        }
        int from = (int) parser.tokenStart();
        if (inside == JsonToken.START_OBJECT) {
            readFields(parser.nextFieldName(), from);
            record.end(shapes.end(), bytes.buffer(), from, (int) parser.position(), ValueKind.OBJECT);
        } else {
            parser.skipValue(inside);
            noRecordIn(from, (int) parser.position(), TokenParser.kind(inside));
        }
        Envelope.skipRest(parser);
    }

    private void noRecordIn(int start, int end, ValueKind kind) {
        record.spoil(Problem.of(
                Code.RECORD_NOT_OBJECT, record.location(), "the rejected row holds no record that could be read"));
        record.end(Shape.EMPTY, bytes.buffer(), start, end, kind);
    }

    private void readFields(@Nullable String first, int start) throws IOException {
        for (String field = first; field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == null) {
                throw new JsonEOFException(parser, null, "end of line");
            }
            int from = (int) parser.tokenStart();
            parser.skipValue(value);
            record.field(shapes.add(field), from - start, (int) parser.position() - start, TokenParser.kind(value));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonEOFException(parser, null, "end of line");
        }
    }

    /** Objects may follow each other on one line. */
    private void requireNothingBehind(JsonToken token, int end) throws IOException {
        int behind = (int) parser.position();
        int next = behind;
        while (next < end && ObjectTexts.isBlank(bytes.buffer()[next])) {
            next++;
        }
        if (next < end && bytes.buffer()[next] == '{' && token == JsonToken.START_OBJECT) {
            texts.endAt(behind - bytes.start());
        } else if (next < end) {
            throw new JsonParseException(parser, MORE);
        }
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!ObjectTexts.isBlank(bytes.buffer()[i])) {
                return false;
            }
        }
        return true;
    }

    private Problem broken(JsonProcessingException e, int start) {
        String last = texts.isCutOff() ? ". The file may have been cut off here" : "";
        return Problem.of(Code.RECORD_UNREADABLE, record.location(), why(e, start) + last);
    }

    private String why(JsonProcessingException e, int start) {
        if (!(e instanceof JsonParseException bad)) {
            return JsonFaults.limit(e);
        }
        if (bad instanceof JsonEOFException || bad.getOriginalMessage().startsWith("Unexpected end-of-input")) {
            return "the row ends in the middle";
        }
        if (JsonMessage.isAboutText(bad) || JsonMessage.isAboutWord(bad) && parser.tokenStart() == start) {
            return "the line is text and no JSON, as messages of a program are";
        }
        long place = JsonMessage.isAboutWord(bad) ? parser.tokenStart() + 1 : parser.position();
        return "this is not valid JSON: " + JsonMessage.of(bad) + " (byte " + (place - start) + " of the row)";
    }

    @Override
    public List<Header> headers() {
        return List.of();
    }

    @Override
    public List<Problem> warnings() {
        return List.of();
    }

    @Override
    public List<FileEnd> ends() {
        return ends;
    }

    @Override
    public long bytesRead() {
        return read;
    }

    /** Does nothing: whoever opened the stream interrupts it. */
    @Override
    public void cancel() {}

    @Override
    public void close() throws IOException {
        ended = true;
        waiting = false;
        bytes.close();
    }
}
