package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.JsonText;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.RowsPath;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves a parser to the rows within a JSON document, and from them to its end, in constant memory. For one thread. */
final class DocumentRows {
    private final RowsPath path;
    private final List<String> steps;
    private final Lines lines;
    private final ByteWindow window;

    DocumentRows(RowsPath path, Lines lines, ByteWindow window) {
        this.path = path;
        this.steps = path.steps();
        this.lines = lines;
        this.window = window;
    }

    /**
     * Moves to the rows.
     *
     * @param first the first token of the document, which has been read
     * @return the start of the array or the object that holds them
     * @throws ProblemException if there are none
     */
    JsonToken find(TokenParser parser, JsonToken first, String name) throws IOException {
        JsonToken at = first;
        Location start = here(parser, name);
        for (String step : steps) {
            if (at != JsonToken.START_OBJECT || !findField(parser, step)) {
                throw SourceProblems.stop(
                        start,
                        "there is no " + path + " in the document that starts here, though source.rows names it",
                        "correct source.rows: it names the field that holds the rows, as data.users");
            }
            at = parser.nextToken();
        }
        if (at != JsonToken.START_ARRAY && at != JsonToken.START_OBJECT) {
            throw SourceProblems.stop(
                    here(parser, name),
                    path + ", which source.rows names, is neither a list nor an object but "
                            + SourceProblems.kindName(TokenParser.kind(at)),
                    "correct source.rows: it names the field that holds the rows, as data.users");
        }
        return at;
    }

    private Location here(TokenParser parser, String name) {
        lines.moveTo(parser.tokenStart(), parser.tokenLine());
        return lines.here(name);
    }

    private boolean findField(TokenParser parser, String name) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (field.equals(name)) {
                return true;
            }
            JsonToken value = parser.nextToken();
            pass(parser);
            for (int depth = depth(value); depth > 0; depth += depth(parser.nextToken())) {
                pass(parser);
            }
        }
        return false;
    }

    private static int depth(@Nullable JsonToken token) {
        return token == null ? 0 : token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /** Releases what has been read. */
    private void pass(TokenParser parser) {
        lines.moveTo(parser.position(), parser.line());
        window.keepFrom(lines.offset());
    }

    /**
     * Moves from the end of the rows to the end of the document.
     *
     * @return the first token of the next document; null at the end of the source
     */
    @Nullable
    JsonToken leave(TokenParser parser, String name) throws IOException {
        int open = steps.size();
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME
                    && open <= steps.size()
                    && steps.get(open - 1).equals(parser.currentName())) {
                lines.moveTo(parser.position(), parser.line());
                throw SourceProblems.stop(lines.before(name), path + " is in the document a second time");
            }
            open += depth(token);
            pass(parser);
        }
        return parser.nextToken();
    }

    /** The text of an object with one more field at its end. */
    static byte[] withKey(byte[] buffer, int start, int end, String key) {
        var text = new ByteArrayOutputStream(end - start + key.length() + 16);
        int last = end - 1;
        text.write(buffer, start, last - start);
        boolean isEmpty = true;
        for (int i = start + 1; i < last; i++) {
            isEmpty &= ObjectTexts.isBlank(buffer[i]);
        }
        if (!isEmpty) {
            text.write(',');
        }
        text.writeBytes(JsonText.quote(RowsPath.KEY));
        text.write(':');
        text.writeBytes(JsonText.quote(key));
        text.write('}');
        return text.toByteArray();
    }
}
