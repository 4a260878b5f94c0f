package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.operation.text.NameLetters;
import dev.upserter.source.Pages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values beside rows that may say something of further pages, in constant memory. For one thread.
 *
 * @param pages  gets what is said
 * @param passed called once more of the document has been read
 */
record PageKeys(Pages pages, Runnable passed) {
    private static final int DEEPEST = 4;

    /**
     * Reads a value to its end, if it may say something.
     *
     * @param value its first token, which has been read
     * @param path  the fields that lead to it
     * @return whether it was read; nothing has been otherwise
     */
    boolean read(TokenParser parser, String field, @Nullable JsonToken value, String path) throws IOException {
        return read(parser, field, value, path, 1);
    }

    private boolean read(TokenParser parser, String field, @Nullable JsonToken value, String path, int depth)
            throws IOException {
        if (value == null) {
            return false;
        }
        if (value.isScalarValue()) {
            pages.say(path, field, parser.getText());
            return true;
        }
        if (Pages.isError(field) || Pages.isMessage(field) && value == JsonToken.START_ARRAY) {
            readMessages(parser, field, path);
            return true;
        }
        if (Pages.isNext(field) || value == JsonToken.START_ARRAY && Pages.isAround(field)) {
            readLinks(parser, Pages.isNext(field), path);
            return true;
        }
        if (value != JsonToken.START_OBJECT || !Pages.isAround(field) || depth == DEEPEST) {
            return false;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken inner = parser.nextToken();
            if (!read(parser, name, inner, path + "." + name, depth + 1)) {
                skip(parser);
            }
            passed.run();
        }
        return true;
    }

    /**
     * Looks for a link, or for one that names its relation, as in {@code [{"rel": "next", "href": "…"}]}.
     *
     * @param isNext whether each value is of a link to the next page
     */
    private void readLinks(TokenParser parser, boolean isNext, String path) throws IOException {
        for (int open = 1; open > 0; ) {
            JsonToken token = parser.nextToken();
            open += DocumentRows.depth(token);
            if (token != null && token.isScalarValue()) {
                String name = parser.currentName();
                boolean isRelation = name != null && NameLetters.of(name).matches("rel(ation)?");
                if (isNext) {
                    pages.say(path, "next", parser.getText());
                } else if (isRelation && parser.getText().equals("next")) {
                    pages.open(path);
                }
            }
            passed.run();
        }
    }

    /** Reads each text and number of errors or messages. */
    private void readMessages(TokenParser parser, String field, String path) throws IOException {
        for (int open = 1; open > 0; ) {
            JsonToken token = parser.nextToken();
            open += DocumentRows.depth(token);
            if (token != null && token.isScalarValue()) {
                pages.say(path, field, parser.getText());
            }
            passed.run();
        }
    }

    private void skip(TokenParser parser) throws IOException {
        for (int open = 1; open > 0; ) {
            open += DocumentRows.depth(parser.nextToken());
            passed.run();
        }
    }
}
