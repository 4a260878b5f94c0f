package dev.upserter.source.guess;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Location;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.json.TokenParser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes an array of documents that contain rows from an array of rows: joined pages of an answer, or an export of
 * phpMyAdmin. Used once, by one thread.
 */
final class DocumentList {
    private static final int MOST = 50;

    private final TokenParser parser;
    private @Nullable String found;
    private boolean isRow;

    private DocumentList(byte[] text) {
        this.parser = TokenParser.of(text, 0, text.length);
    }

    /**
     * Refuses an array of documents, with a hint.
     *
     * @throws dev.upserter.problem.ProblemException if it is one
     */
    static void refuse(byte[] text, String name) {
        of(text).ifPresent(field -> {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "this is an array of documents, each with rows in its field " + field
                            + ", as pages of an answer or phpMyAdmin's export, and not an array of rows",
                    "take the rows out first: jq -c '.[] | ." + field + "[]?' FILE > rows.ndjson");
        });
    }

    /**
     * The field that holds the rows of each document; empty if the objects of the array are rows, or it is not an array.
     */
    private static Optional<String> of(byte[] text) {
        var list = new DocumentList(text);
        try {
            if (list.parser.nextToken() == JsonToken.START_ARRAY) {
                JsonToken item = list.parser.nextToken();
                for (int i = 0; i < MOST && item == JsonToken.START_OBJECT && !list.isRow; i++) {
                    list.document();
                    item = list.parser.nextToken();
                }
            }
        } catch (IOException e) {
            // the text is truncated or malformed: what has been read so far decides
        }
        return list.isRow ? Optional.empty() : Optional.ofNullable(list.found);
    }

    private void document() throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            isRow |= value != null && value.isScalarValue() && RowsGuess.isOfRow(name);
            if (value == JsonToken.START_ARRAY && RowsGuess.isOfDocuments(name) && name.matches("[A-Za-z_]+")) {
                list(name);
            } else {
                parser.skipValue(value);
            }
        }
    }

    private void list(String name) throws IOException {
        JsonToken item = parser.nextToken();
        if (item == JsonToken.START_OBJECT && found == null) {
            found = name;
        }
        while (item != null && item != JsonToken.END_ARRAY) {
            parser.skipValue(item);
            item = parser.nextToken();
        }
    }
}
