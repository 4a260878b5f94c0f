package dev.upserter.source;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.InputStream;

/**
 * Jackson's parser, with its positions in the open: where a token starts and where it ends, without an object for each.
 * For one thread.
 */
final class TokenParser extends UTF8StreamJsonParser {
    private static final int BUFFER = 64 << 10;

    private TokenParser(IOContext context, InputStream in, ByteQuadsCanonicalizer names) {
        super(context, JsonParser.Feature.collectDefaults(), in, null, names, new byte[BUFFER], 0, 0, 0, false);
    }

    /**
     * A parser from the stream's present place on.
     *
     * @param start the offset that this place has
     */
    static TokenParser of(InputStream in, long start) {
        var context = new IOContext(
                StreamReadConstraints.builder()
                        .maxStringLength(ByteWindow.MAX_KEPT)
                        .build(),
                StreamWriteConstraints.defaults(),
                ErrorReportConfiguration.defaults(),
                new BufferRecycler(),
                ContentReference.redacted(),
                false);
        int features = JsonFactory.Feature.CANONICALIZE_FIELD_NAMES.getMask();
        var parser =
                new TokenParser(context, in, ByteQuadsCanonicalizer.createRoot().makeChild(features));
        parser._currInputProcessed = start;
        return parser;
    }

    /** The offset of the current value's first byte. */
    long tokenStart() {
        return _tokenInputTotal - 1;
    }

    /** The offset after the last byte that was read. */
    long position() {
        return _currInputProcessed + _inputPtr;
    }

    /** The line of the current token, from 1. */
    long tokenLine() {
        return _tokenInputRow;
    }

    /** The line read last, from 1. */
    long line() {
        return _currInputRow;
    }

    /** Reads to the end of the current value, so that {@link #position()} is right after it. */
    void skipValue(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            if (_tokenIncomplete) {
                _tokenIncomplete = false;
                _skipString();
            }
        } else if (token.isStructStart()) {
            skipChildren();
        }
    }
}
