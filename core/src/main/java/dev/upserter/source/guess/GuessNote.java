package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One finding about the format of data.
 *
 * @param message the finding; it contains no value except words for null
 * @param hint    how to write it in the configuration
 */
public record GuessNote(String message, String hint) {
    private static final String NULL_WORDS = "source.nullWords: ";
    private static final String TWINS = "several columns have the same name, ";
    private static final String BLANK_COLUMN = "a column without a name and without a value stands ";
    static final String TURNS = "the text turns from ";
    static final String SECOND_TABLE = "a second table starts at ";

    static GuessNote nullWords(Collection<String> words) {
        return new GuessNote(
                "words say that there is no value: " + String.join(", ", words),
                NULL_WORDS + words.stream().map(GuessNote::yaml).collect(Collectors.joining(", ", "[", "]")));
    }

    /** How columns of one name are told apart. */
    static String twins(Collection<String> names) {
        return TWINS + String.join(", ", names)
                + ": all but the first got a number, so check which is meant. Columns are now told by their places, so later"
                + " files must have them in the same order";
    }

    /**
     * What becomes of tables side by side.
     *
     * @param areSeveral whether there surely are several
     */
    static String beside(boolean areSeveral) {
        return BLANK_COLUMN
                + (areSeveral
                        ? "between tables that stand side by side. The one that looks most like a list of people is read"
                        : "between the others. All are read as one table, so move a second table elsewhere");
    }

    /** Whether it is a warning: columns of one name got names of their own, or some rows are none of the table. */
    public boolean isWarning() {
        return Stream.of(TWINS, TURNS, SECOND_TABLE, BLANK_COLUMN).anyMatch(message::startsWith);
    }

    boolean isOfNullWords() {
        return hint.startsWith(NULL_WORDS);
    }

    /** A text as a quoted YAML scalar. */
    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}
