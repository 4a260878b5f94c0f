package dev.upserter.source.guess;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.source.json.TokenParser;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outline of a JSON document: the names in its objects, and the first item of its lists. For one thread. */
final class Sketch {
    /** Deeper values are not told apart. */
    private static final int DEEPEST = 8;

    private static final Sketch NOTHING = new Sketch(Kind.NOTHING);

    private final Kind kind;
    private final Map<String, Sketch> fields = new LinkedHashMap<>();
    private @Nullable Sketch first;
    private long size;
    private boolean nested;
    private boolean whole;

    /** What a value is. */
    enum Kind {
        OBJECT,
        LIST,
        SCALAR,
        NOTHING
    }

    private Sketch(Kind kind) {
        this.kind = kind;
    }

    /**
     * The outline of the only document in a text; of nothing if there are several, or there is something else. Of a
     * truncated text, as far as it goes.
     */
    static Sketch of(byte[] text) {
        TokenParser parser = TokenParser.of(text, 0, text.length);
        var root = new Sketch(Kind.OBJECT);
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NOTHING;
            }
            root.readObject(parser, 0);
            root.whole = true;
        } catch (IOException e) {
            return root; // truncated
        }
        try {
            return parser.nextToken() == null ? root : NOTHING;
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static Sketch begun(JsonToken token) {
        return new Sketch(
                token == JsonToken.START_OBJECT
                        ? Kind.OBJECT
                        : token == JsonToken.START_ARRAY ? Kind.LIST : Kind.SCALAR);
    }

    private void read(TokenParser parser, JsonToken token, int depth) throws IOException {
        if (depth > DEEPEST) {
            parser.skipValue(token);
        } else if (kind == Kind.OBJECT) {
            readObject(parser, depth);
        } else if (kind == Kind.LIST) {
            readList(parser, depth);
        }
    }

    private void readObject(TokenParser parser, int depth) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = requireToken(parser.nextToken());
            Sketch value = count(token);
            fields.put(name, value);
            value.read(parser, token, depth + 1);
        }
    }

    private void readList(TokenParser parser, int depth) throws IOException {
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            JsonToken token = requireToken(next);
            Sketch value = count(token);
            if (size == 1) {
                first = value;
                value.read(parser, token, depth + 1);
            } else {
                parser.skipValue(token);
            }
        }
    }

    private Sketch count(JsonToken token) {
        size++;
        nested |= !token.isScalarValue();
        return begun(token);
    }

    private static JsonToken requireToken(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new EOFException();
        }
        return token;
    }

    Kind kind() {
        return kind;
    }

    /** The values in an object by their names. */
    Map<String, Sketch> fields() {
        return fields;
    }

    /** The first item of a list; nothing if there is none. */
    Sketch first() {
        return first == null ? NOTHING : first;
    }

    /** The number of values in it. */
    long size() {
        return size;
    }

    /** Whether it holds values, and no list or object. */
    boolean hasValues() {
        return size > 0 && !nested;
    }

    /** Whether the whole document was read. */
    boolean isWhole() {
        return whole;
    }
}
