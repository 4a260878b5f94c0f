package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing that was found about how data are written down.
 *
 * @param message what; no value is in it but words for null
 * @param hint    how the configuration says it
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

    /** A text as YAML has it, in quotation marks. */
    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}
