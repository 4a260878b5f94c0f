package dev.upserter.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.batch.Row;
import dev.upserter.problem.Secrets;
import dev.upserter.source.JsonValue;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps personal data out of texts that Customer.io has worded. */
public final class Discretion {
    private static final JsonFactory JSON = new JsonFactory();
    /** Shorter values occur in any sentence. */
    private static final int SHORTEST = 2;

    /** Shorter words do too. */
    private static final int SHORTEST_WORD = 4;

    /** So many letters and digits are a value, whatever stands between them. */
    private static final int SHORTEST_ESCAPED = 8;

    /** Stands for what must not be shown. */
    private static final String MARK = Secrets.MARK;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Discretion() {}

    /** The text, or nothing if it quotes the row. */
    public static String shown(String text, Row row) {
        return mayShow(text, row.key(), row.record()) ? text : "";
    }

    /** Whether a text quotes neither the key nor any value of the record, whole or a word of it, in any letter case. */
    public static boolean mayShow(String text, String key, JsonValue record) {
        if (text.isEmpty()) {
            return true;
        }
        String folded = text.toLowerCase(Locale.ROOT);
        String words = " " + NO_WORD.matcher(folded).replaceAll(" ") + " ";
        String letters = Secrets.letters(text);
        if (quotes(folded, words, letters, key)) {
            return false;
        }
        try (JsonParser json = JSON.createParser(record.bytes(), record.start(), record.length())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean isValue = token == JsonToken.VALUE_STRING || token.isNumeric();
                if (isValue && quotes(folded, words, letters, json.getText())) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The text in lower case, with a mark in place of each value of the row, or word of one, that it quotes. */
    static String masked(String text, Row row) {
        String masked = mask(text.toLowerCase(Locale.ROOT), row.key());
        JsonValue record = row.record();
        try (JsonParser json = JSON.createParser(record.bytes(), record.start(), record.length())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    masked = mask(masked, json.getText());
                }
            }
            return masked;
        } catch (IOException unreadable) {
            return MARK;
        }
    }

    /** A short value counts only where it stands as a word, since it occurs within many. */
    private static String mask(String text, String value) {
        String folded = value.toLowerCase(Locale.ROOT);
        String masked = folded.length() < SHORTEST_WORD ? maskWord(text, folded) : text.replace(folded, MARK);
        for (String word : NO_WORD.split(folded, 0)) {
            if (word.length() >= SHORTEST_WORD) {
                masked = maskWord(masked, word);
            }
        }
        return masked;
    }

    private static String maskWord(String text, String word) {
        return word.isBlank() || !text.contains(word)
                ? text
                : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .replaceAll(MARK);
    }

    private static boolean quotes(String text, String words, String letters, String value) {
        String folded = value.toLowerCase(Locale.ROOT);
        if (folded.length() >= SHORTEST && text.contains(folded)) {
            return true;
        }
        String escaped = Secrets.letters(value);
        if (escaped.length() >= SHORTEST_ESCAPED && letters.contains(escaped)) {
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
