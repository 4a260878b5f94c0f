package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One finding about the format of data.
 *
 * @param message the finding; it contains no value except words for null
 * @param hint    how to write it in the configuration
 */
public record GuessNote(String message, String hint) {
    private static final String NULL_WORDS = "source.nullWords: ";

    static GuessNote nullWords(Collection<String> words) {
        return new GuessNote(
                "words say that there is no value: " + String.join(", ", words),
                NULL_WORDS + words.stream().map(GuessNote::yaml).collect(Collectors.joining(", ", "[", "]")));
    }

    boolean isOfNullWords() {
        return hint.startsWith(NULL_WORDS);
    }

    /** A text as a quoted YAML scalar. */
    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}
