package dev.upserter.redaction;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes the content of a row from texts that others have worded: its key and all its values, whole or a word or a piece
 * of one, in any letter case, escaped or encoded. For a row that cannot be read, it shows nothing. Immutable; never prints.
 */
public final class Redaction {
    private static final JsonFactory JSON = new JsonFactory();
    /** Shorter values occur in any sentence. */
    private static final int SHORTEST = 2;

    /** Shorter words do too. */
    private static final int SHORTEST_WORD = Letters.SHORTEST;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A sentence does not contain this many encoded characters by chance. */
    private static final int SHORTEST_ENCODED = 6;

    /** Few words look like encoded text: with digits, or with capitals inside. */
    private static final Pattern ENCODED = Pattern.compile("[0-9=]|[\\p{L}+/_-]\\p{Lu}");

    private final Set<String> values;
    private final boolean isReadable;

    private Redaction(Set<String> values, boolean isReadable) {
        this.values = values;
        this.isReadable = isReadable;
    }

    /** For a row of which only the person's key is known. */
    public static Redaction of(String key) {
        return new Redaction(Set.of(key), true);
    }

    /** A copy that also covers a value of the row, or an object of them, in the JSON that starts here. */
    public Redaction with(byte[] bytes, int start, int length) {
        var all = new LinkedHashSet<>(values);
        try (JsonParser json = JSON.createParser(bytes, start, length)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    all.add(json.getText());
                }
            }
            return new Redaction(all, isReadable);
        } catch (IOException unreadable) {
            return new Redaction(values, false);
        }
    }

    /** The text, or an empty text if it quotes the row. */
    public String shown(String text) {
        return mayShow(text) ? text : "";
    }

    /** Whether a text quotes nothing of the row. */
    public boolean mayShow(String text) {
        if (text.isEmpty()) {
            return true;
        }
        Quoting quoting = Quoting.of(text);
        return isReadable && values.stream().noneMatch(quoting::isOf);
    }

    /** The text in lower case, with a mark in place of each value of the row, or word of one, that it quotes unchanged. */
    public String masked(String text) {
        if (!isReadable) {
            return Secrets.MARK;
        }
        String masked = text.toLowerCase(Locale.ROOT);
        for (String value : values) {
            masked = mask(masked, value);
        }
        return masked;
    }

    /** A short value counts only as a separate word, since it occurs within many words. */
    private static String mask(String text, String value) {
        String folded = value.toLowerCase(Locale.ROOT);
        String masked = folded.length() < SHORTEST_WORD ? maskWord(text, folded) : text.replace(folded, Secrets.MARK);
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
                        .replaceAll(Secrets.MARK);
    }

    @Override
    public String toString() {
        return "Redaction[hidden]";
    }

    /**
     * A text that may quote values.
     *
     * @param folded         the text in lower case
     * @param pieces         of its letters
     * @param mayHoldEncoded whether one of its words may be encoded
     */
    private record Quoting(String folded, Letters letters, Set<String> pieces, boolean mayHoldEncoded) {
        static Quoting of(String text) {
            Letters letters = Letters.of(text);
            return new Quoting(
                    text.toLowerCase(Locale.ROOT),
                    letters,
                    letters.pieces(),
                    ENCODED.matcher(text).find());
        }

        boolean isOf(String value) {
            String plain = value.toLowerCase(Locale.ROOT);
            return plain.length() >= SHORTEST && folded.contains(plain)
                    || isOfWord(plain)
                    || isOfLetters(Letters.of(value).text())
                    || mayHoldEncoded && Encodings.of(value).stream().anyMatch(this::isOfEncoded);
        }

        private boolean isOfWord(String value) {
            for (String word : NO_WORD.split(value, 0)) {
                if (word.length() >= SHORTEST_WORD && letters.holdAlone(word)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isOfLetters(String value) {
            return value.length() >= SHORTEST && letters.holdAlone(value) || isOfPiece(value);
        }

        private boolean isOfPiece(String value) {
            for (int i = 0; !pieces.isEmpty() && i + Letters.PIECE <= value.length(); i++) {
                if (pieces.contains(value.substring(i, i + Letters.PIECE))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isOfEncoded(String form) {
            String encoded = Letters.of(form).text();
            return isOfPiece(encoded)
                    || encoded.length() >= SHORTEST_ENCODED && letters.text().contains(encoded)
                    || encoded.length() >= SHORTEST_WORD && letters.holdAlone(encoded);
        }
    }
}
