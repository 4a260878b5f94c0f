package dev.upserter.source.json;

import dev.upserter.carried.jackson.ErrorReportConfiguration;
import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.StreamReadConstraints;
import dev.upserter.carried.jackson.StreamWriteConstraints;
import dev.upserter.carried.jackson.io.ContentReference;
import dev.upserter.carried.jackson.io.IOContext;
import dev.upserter.carried.jackson.json.UTF8StreamJsonParser;
import dev.upserter.carried.jackson.sym.ByteQuadsCanonicalizer;
import dev.upserter.carried.jackson.util.BufferRecycler;
import dev.upserter.json.ValueKind;
import dev.upserter.record.Shapes;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.stream.ByteWindow;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's parser with accessible positions: where a token starts and ends, without an object for each. For one thread.
 */
public final class TokenParser extends UTF8StreamJsonParser {
    private static final int BUFFER = 128 << 10;
    /** Only nesting and the length of names are limited here; {@link ByteWindow} limits a record's size. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    /**
     * The parser caches names to find them faster; where most names are new, as with ids as keys, it does not. Those of the
     * record at hand come on top, so that fewer than 20,000 are cached as a rule.
     */
    private static final int MANY_NAMES = 19_500;

    /**
     * When the buffer has fewer bytes left than this, more are read before the next object, so that objects are rarely
     * split across reads. Each further way to split one would slow down compiled code.
     */
    private static final int SHORT_REST = BUFFER / 8;

    private static final ByteQuadsCanonicalizer NAMES = ByteQuadsCanonicalizer.createRoot();

    private TokenParser(@Nullable InputStream in, byte[] buffer, int start, int end, int before) {
        super(
                context(),
                JsonParser.Feature.collectDefaults(),
                in,
                null,
                NAMES.makeChild(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES.getMask()),
                buffer,
                start,
                end,
                before,
                false);
    }

    private static IOContext context() {
        return new IOContext(
                CONSTRAINTS,
                StreamWriteConstraints.defaults(),
                ErrorReportConfiguration.defaults(),
                new BufferRecycler(),
                ContentReference.redacted(),
                false);
    }

    /**
     * A parser that starts at the stream's current position.
     *
     * @param start the offset of this position
     */
    public static TokenParser of(InputStream in, long start) {
        var parser = new TokenParser(in, new byte[BUFFER], 0, 0, 0);
        parser._currInputProcessed = start;
        return parser;
    }

    /** A parser of a text that is in memory; offsets are indexes into its bytes. */
    public static TokenParser of(byte[] bytes, int start, int end) {
        return new TokenParser(null, bytes, start, end, start);
    }

    /**
     * Moves to a separate text in memory. The previous value must have been read to its end.
     *
     * @param start the index of its first byte; offsets are indexes into the bytes
     */
    void moveTo(byte[] bytes, int start, int end) {
        _inputBuffer = bytes;
        _inputPtr = start;
        _inputEnd = end;
        _currInputProcessed = 0;
        _currInputRow = 1;
        _currInputRowStart = start;
    }

    /**
     * Reads the next element of the current array, if it is an object of the common form and entirely in the buffer; see
     * {@link PlainObjects}. The parser is then after the object, and {@link #tokenStart()} and {@link #tokenLine()} are
     * those of the object.
     *
     * @param shapes take the names
     * @return whether it was read; if not, the parser has not moved, and the content of record and shapes is undefined
     */
    boolean readPlainElement(SourceRecord record, Shapes shapes) throws IOException {
        if (_inputEnd - _inputPtr < SHORT_REST) {
            readBehindRest();
        }
        shapes.begin();
        return readPlain(record, shapes);
    }

    /** Moves the unread bytes to make room, and fills it with bytes that are available without waiting. */
    private void readBehindRest() throws IOException {
        if (_inputStream == null || _inputStream.available() == 0) {
            return;
        }
        int rest = _inputEnd - _inputPtr;
        System.arraycopy(_inputBuffer, _inputPtr, _inputBuffer, 0, rest);
        _currInputProcessed += _inputPtr;
        _currInputRowStart -= _inputPtr;
        _inputPtr = 0;
        _inputEnd = rest + _inputStream.read(_inputBuffer, rest, _inputBuffer.length - rest);
    }

    private boolean readPlain(SourceRecord record, Shapes shapes) {
        int i = _inputPtr;
        int line = _currInputRow;
        int lineStart = _currInputRowStart;
        boolean comma = false;
        for (; i < _inputEnd && _inputBuffer[i] != '{'; i++) {
            byte b = _inputBuffer[i];
            if (b == '\n') {
                line++;
                lineStart = i + 1;
            } else if (b == ',' && !comma) {
                comma = true;
            } else if (b != ' ') {
                return false;
            }
        }
        int behind = comma ? PlainObjects.read(_inputBuffer, i, _inputEnd, record, shapes) : PlainObjects.OTHER;
        if (behind == PlainObjects.OTHER) {
            return false;
        }
        _tokenInputTotal = _currInputProcessed + i + 1;
        _tokenInputRow = line;
        _currInputRow = line;
        _currInputRowStart = lineStart;
        _inputPtr = behind;
        return true;
    }

    /** A parser at the same position that has dropped all cached names, if there are many; otherwise this one. */
    TokenParser withoutManyNames() {
        if (_symbols.size() < MANY_NAMES) {
            return this;
        }
        var fresh = new TokenParser(_inputStream, _inputBuffer, _inputPtr, _inputEnd, 0);
        fresh._currInputProcessed = _currInputProcessed;
        fresh._currInputRow = _currInputRow;
        fresh._currInputRowStart = _currInputRowStart;
        fresh._parsingContext = _parsingContext;
        fresh._currToken = _currToken;
        return fresh;
    }

    /** The number of cached names. */
    int knownNames() {
        return _symbols.size();
    }

    /** The offset of the current value's first byte. */
    long tokenStart() {
        return _tokenInputTotal - 1;
    }

    /** The offset after the last byte read. */
    long position() {
        return _currInputProcessed + _inputPtr;
    }

    /** The line of the current token, from 1. */
    long tokenLine() {
        return _tokenInputRow;
    }

    /** The current line, from 1. */
    long line() {
        return _currInputRow;
    }

    /** Reads to the end of the current value, so that {@link #position()} is right after it. */
    public void skipValue(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            if (_tokenIncomplete) {
                _tokenIncomplete = false;
                _skipString();
            }
        } else if (token.isStructStart()) {
            skipChildren();
        }
    }

    /** The kind of the value that a token starts or ends. */
    static ValueKind kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> ValueKind.TEXT;
            case VALUE_NUMBER_INT -> ValueKind.INTEGER;
            case VALUE_NUMBER_FLOAT -> ValueKind.DECIMAL;
            case VALUE_TRUE -> ValueKind.TRUE;
            case VALUE_FALSE -> ValueKind.FALSE;
            case VALUE_NULL -> ValueKind.NULL;
            case START_OBJECT, END_OBJECT -> ValueKind.OBJECT;
            case START_ARRAY, END_ARRAY -> ValueKind.ARRAY;
            case NOT_AVAILABLE, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("not a value: " + token);
        };
    }
}
