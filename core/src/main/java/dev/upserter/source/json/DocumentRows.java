package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.JsonText;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.OptOutList;
import dev.upserter.source.Pages;
import dev.upserter.source.RowsPath;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves a parser to the rows within a JSON document, and from them to its end, in constant memory. For one thread. */
final class DocumentRows {
    private final RowsPath path;
    private final List<String> steps;
    private final Lines lines;
    private final ByteWindow window;
    private final String name;
    private final boolean areOptOuts;
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();
    private final Pages pages;

    /**
     * @param name of the source, in messages
     */
    DocumentRows(RowsPath path, Lines lines, ByteWindow window, String name) {
        this.path = path;
        this.steps = path.steps();
        this.lines = lines;
        this.window = window;
        this.name = name;
        this.pages = new Pages(name);
        this.areOptOuts = steps.stream().anyMatch(OptOutList::isName);
    }

    /** Lists of people who opted out beside the rows, as far as the document has been read. */
    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** What the documents say of further pages, as far as they have been read. */
    Pages pages() {
        return pages;
    }

    /**
     * Moves to the rows.
     *
     * @param first the first token of the document, which has been read
     * @return the start of the array or the object that holds them
     * @throws ProblemException if there are none
     */
    JsonToken find(TokenParser parser, JsonToken first) throws IOException {
        JsonToken at = first;
        Location start = here(parser);
        for (int i = 0; i < steps.size(); i++) {
            if (at != JsonToken.START_OBJECT || !findField(parser, i)) {
                throw SourceProblems.stop(
                        start,
                        "there is no " + path + " in the document that starts here, though source.rows names it",
                        "correct source.rows: it names the field that holds the rows, as data.users");
            }
            at = parser.nextToken();
        }
        if (at != JsonToken.START_ARRAY && at != JsonToken.START_OBJECT) {
            throw SourceProblems.stop(
                    here(parser),
                    path + ", which source.rows names, is neither a list nor an object but "
                            + SourceProblems.kindName(TokenParser.kind(at)),
                    "correct source.rows: it names the field that holds the rows, as data.users");
        }
        return at;
    }

    private Location here(TokenParser parser) {
        lines.moveTo(parser.tokenStart(), parser.tokenLine());
        return lines.here(name);
    }

    private boolean findField(TokenParser parser, int step) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (field.equals(steps.get(step))) {
                return true;
            }
            passBy(parser, field, step);
        }
        return false;
    }

    /**
     * Reads a value beside the rows to its end.
     *
     * @param step how many fields of the path lead to the object that holds it
     */
    private void passBy(TokenParser parser, String field, int step) throws IOException {
        JsonToken value = parser.nextToken();
        List<String> fields =
                Stream.concat(steps.stream().limit(step), Stream.of(field)).toList();
        if (new PageKeys(pages, () -> pass(parser)).read(parser, field, value, String.join(".", fields))) {
            pass(parser);
            return;
        }
        pass(parser);
        boolean areObjects = false;
        long count = 0;
        int depth = depth(value);
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            boolean isKey = depth == 1 && token == JsonToken.FIELD_NAME && OptOutList.isKey(parser.currentName());
            boolean isEntry = isKey || depth == 1 && value == JsonToken.START_ARRAY && token != JsonToken.END_ARRAY;
            count += isEntry ? 1 : 0;
            areObjects |= isEntry && token == JsonToken.START_OBJECT;
            depth += depth(token);
            pass(parser);
        }
        if (count > 0 && !areOptOuts && OptOutList.isName(field) && warned.add(field)) {
            OptOutList.Form form = OptOutList.Form.of(value == JsonToken.START_OBJECT, areObjects);
            warnings.add(OptOutList.list(fields, count, form).problem(name));
        }
    }

    /** How many more structures are open after a token. */
    static int depth(@Nullable JsonToken token) {
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
     * @param rowsSoFar of this document and those before it
     * @return the first token of the next document; null at the end of the source
     */
    @Nullable
    JsonToken leave(TokenParser parser, long rowsSoFar) throws IOException {
        int open = steps.size();
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.FIELD_NAME) {
                open += depth(token);
                pass(parser);
            } else if (steps.get(open - 1).equals(parser.currentName())) {
                lines.moveTo(parser.position(), parser.line());
                throw SourceProblems.stop(lines.before(name), path + " is in the document a second time");
            } else {
                passBy(parser, parser.currentName(), open - 1);
            }
        }
        pages.endDocument(rowsSoFar);
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
