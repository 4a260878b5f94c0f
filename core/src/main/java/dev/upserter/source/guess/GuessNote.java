package dev.upserter.source.guess;

import dev.upserter.json.JsonText;
import dev.upserter.source.OptOutList;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One finding about the format of data.
 *
 * @param message   the finding; it contains no value except words for null
 * @param hint      how to write it in the configuration
 * @param isWarning whether it tells of people or values that are not read, or may be read wrong
 * @param kind      what it is about
 */
public record GuessNote(String message, String hint, boolean isWarning, Kind kind) {

    /** What a finding is about. */
    public enum Kind {
        /** The source, in another way than the following. */
        SOURCE,
        /** Words for null. */
        NULL_WORDS,
        /** Rows that are none of people; the hint is a key that leaves them out. */
        FILTER,
        /** A table that a run would refuse; the hint is a key that lets it pass. */
        GUARD,
        /** A table whose columns are people, which no run can read. */
        TURNED
    }

    /** A finding that is certain. */
    GuessNote(String message, String hint) {
        this(message, hint, false);
    }

    GuessNote(String message, String hint, boolean isWarning) {
        this(message, hint, isWarning, Kind.SOURCE);
    }

    static GuessNote nullWords(Collection<String> words) {
        return new GuessNote(
                "words say that there is no value: " + String.join(", ", words),
                "source.nullWords: " + words.stream().map(GuessNote::yaml).collect(Collectors.joining(", ", "[", "]")),
                false,
                Kind.NULL_WORDS);
    }

    /** How columns of one name are told apart. */
    static String twins(Collection<String> names) {
        return "several columns have the same name, " + String.join(", ", names)
                + ": all but the first got a number, so check which is meant. Columns are now told by their places, so later"
                + " files must have them in the same order";
    }

    /** Rows that are none of people, which a filter leaves out. */
    static GuessNote filter(String message, String condition) {
        return new GuessNote(message, "filter: " + condition, true, Kind.FILTER);
    }

    /** One table that a run would take for several, where columns cannot be told by their places. */
    static GuessNote guard(String message) {
        return new GuessNote(message, "guards: {COLUMN_UNCLEAR: warn}", true, Kind.GUARD);
    }

    /** Each person is a column. */
    static GuessNote turned() {
        return new GuessNote("each person is a column of this table, and not a row", "", true, Kind.TURNED);
    }

    /** Whether the hint is a key of the configuration, beside those of the source, without which it would not read the rows. */
    public boolean isKey() {
        return kind == Kind.FILTER || kind == Kind.GUARD;
    }

    /** A list of people who opted out, which is not read. */
    static GuessNote optOuts(OptOutList list) {
        return new GuessNote(list.message(), list.hint(), true);
    }

    /** A text as a quoted YAML scalar. */
    static String yaml(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }
}
