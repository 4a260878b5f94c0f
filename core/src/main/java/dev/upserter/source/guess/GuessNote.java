package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import dev.upserter.source.OptOutList;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One finding about the format of data.
 *
 * @param message   the finding; it contains no value except words for null
 * @param hint      how to write it in the configuration
 * @param isWarning whether it tells of people or values that are not read, or may be read wrong
 */
public record GuessNote(String message, String hint, boolean isWarning) {
    /** A run cannot read such a table. */
    static final String TURNED = "each person is a column of this table, and not a row";

    private static final String NULL_WORDS = "source.nullWords: ";
    private static final String FILTER = "filter: ";
    private static final String GUARD = "guards: {COLUMN_UNCLEAR: warn}";

    /** A finding that is certain. */
    GuessNote(String message, String hint) {
        this(message, hint, false);
    }

    static GuessNote nullWords(Collection<String> words) {
        return new GuessNote(
                "words say that there is no value: " + String.join(", ", words),
                NULL_WORDS + words.stream().map(GuessNote::yaml).collect(Collectors.joining(", ", "[", "]")));
    }

    /** How columns of one name are told apart. */
    static String twins(Collection<String> names) {
        return "several columns have the same name, " + String.join(", ", names)
                + ": all but the first got a number, so check which is meant. Columns are now told by their places, so later"
                + " files must have them in the same order";
    }

    /** Rows that are none of people, which a filter leaves out. */
    static GuessNote filter(String message, String condition) {
        return new GuessNote(message, FILTER + condition, true);
    }

    /** One table that a run would take for several, where columns cannot be told by their places. */
    static GuessNote guard(String message) {
        return new GuessNote(message, GUARD, true);
    }

    /** A key of the configuration, beside those of the source, without which it would not read the rows; empty for none. */
    public Optional<String> key() {
        return hint.equals(GUARD) || hint.startsWith(FILTER) ? Optional.of(hint) : Optional.empty();
    }

    /** A list of people who opted out, which is not read. */
    static GuessNote optOuts(OptOutList list) {
        return new GuessNote(list.message(), list.hint(), true);
    }

    boolean isOfNullWords() {
        return hint.startsWith(NULL_WORDS);
    }

    /** A text as a quoted YAML scalar. */
    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}
