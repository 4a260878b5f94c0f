package dev.upserter.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.batch.Row;
import dev.upserter.source.JsonValue;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps personal data out of texts that Customer.io has worded. */
final class Discretion {
    private static final JsonFactory JSON = new JsonFactory();
    /** Shorter values occur in any sentence. */
    private static final int SHORTEST = 2;

    /** Shorter words do too. */
    private static final int SHORTEST_WORD = 4;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Discretion() {}

    /** The text, or nothing if it quotes the row. */
    static String shown(String text, Row row) {
        return mayShow(text, row.key(), row.record()) ? text : "";
    }

    /** Whether a text quotes neither the key nor any value of the record, whole or a word of it, in any letter case. */
    static boolean mayShow(String text, String key, JsonValue record) {
        if (text.isEmpty()) {
            return true;
        }
        String folded = text.toLowerCase(Locale.ROOT);
        String words = " " + NO_WORD.matcher(folded).replaceAll(" ") + " ";
        if (quotes(folded, words, key)) {
            return false;
        }
        try (JsonParser json = JSON.createParser(record.bytes(), record.start(), record.length())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean isValue = token == JsonToken.VALUE_STRING || token.isNumeric();
                if (isValue && quotes(folded, words, json.getText())) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean quotes(String text, String words, String value) {
        String folded = value.toLowerCase(Locale.ROOT);
        if (folded.length() >= SHORTEST && text.contains(folded)) {
            return true;
        }
        for (String word : NO_WORD.split(folded, 0)) {
            if (word.length() >= SHORTEST_WORD && words.contains(" " + word + " ")) {
                return true;
            }
        }
        return false;
    }
}
