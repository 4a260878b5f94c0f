package dev.upserter.config.text;

import dev.upserter.carried.jackson.JsonParseException;
import dev.upserter.carried.jackson.JsonProcessingException;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.io.JsonEOFException;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.json.TokenParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON into nodes. For one thread. */
public final class JsonTree {
    /** A configuration's own depth is 3. */
    public static final int MAX_DEPTH = 20;

    private final ConfigText text;
    private final TokenParser parser;

    private JsonTree(ConfigText text, TokenParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /**
     * Reads the only value of the text.
     *
     * @throws ProblemException if it is not JSON
     */
    public static ConfigNode read(ConfigText text) {
        try (TokenParser parser = TokenParser.of(new ByteArrayInputStream(text.bytes()), 0)) {
            return new JsonTree(text, parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    private ConfigNode document() throws IOException {
        try {
            ConfigNode root = value(next(), 1);
            if (parser.nextToken() != null) {
                throw Mistakes.only(here(), "there is more after the end of the configuration", "remove it");
            }
            return root;
        } catch (JsonParseException e) {
            throw JsonMistake.of(e, text);
        } catch (JsonProcessingException e) {
            throw Mistakes.only(here(), "a name or a number here is far too long", "shorten it");
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "end of file");
        }
        return token;
    }

    private ConfigNode value(JsonToken token, int depth) throws IOException {
        Location.InText place = here();
        if (depth > MAX_DEPTH) {
            throw tooDeep(place);
        }
        return switch (token) {
            case VALUE_STRING -> {
                String value = parser.getText(); // which finds out whether it has an end
                yield new ConfigNode.Text(place, end(), value);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new ConfigNode.Numeral(place, end(), parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new ConfigNode.Bool(place, end(), token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new ConfigNode.Nothing(place, end());
            case START_ARRAY -> new ConfigNode.Items(place, items(depth));
            case START_OBJECT -> new ConfigNode.Fields(place, fields(depth));
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("not the start of a value: " + token);
        };
    }

    private List<ConfigNode> items(int depth) throws IOException {
        var items = new ArrayList<ConfigNode>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token, depth + 1));
        }
        return items;
    }

    private List<ConfigNode.Field> fields(int depth) throws IOException {
        var fields = new ArrayList<ConfigNode.Field>();
        while (next() != JsonToken.END_OBJECT) {
            Location.InText place = here();
            String name = parser.currentName();
            fields.add(new ConfigNode.Field(place, end(), name, value(next(), depth + 1)));
        }
        return fields;
    }

    private Location.InText here() {
        return text.at((int) parser.currentTokenLocation().getByteOffset());
    }

    /**
     * The place after the current token, which is a text, a number or a word. Where the file ends in the middle, the parser
     * names places after its end.
     */
    private Location.InText end() {
        byte[] bytes = text.bytes();
        int start = (int) Math.min(parser.currentTokenLocation().getByteOffset(), bytes.length);
        boolean isText = start < bytes.length && bytes[start] == '"';
        int end = isText ? start + 1 : start;
        while (end < bytes.length && (isText ? bytes[end] != '"' : isOfWord(bytes[end]))) {
            end += isText && bytes[end] == '\\' ? 2 : 1;
        }
        return text.at(isText ? end + 1 : end);
    }

    private static boolean isOfWord(byte b) {
        return Character.isLetterOrDigit(b) || "+-.".indexOf(b) >= 0;
    }

    /** For either format. */
    public static ProblemException tooDeep(Location.InText place) {
        return Mistakes.only(
                place,
                "lists and objects are nested more than " + MAX_DEPTH + " deep",
                "check whether this is the data instead");
    }
}
