package dev.upserter.mapping.spec;

import dev.upserter.json.JsonValue;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value is made: the key {@code as}. A value that cannot be made so is a problem of its row. */
public sealed interface Cast extends Serializable {

    /** A text: what it says, or its JSON. */
    record Text() implements Cast {}

    /** A whole number, exact. */
    record WholeNumber() implements Cast {}

    /** A number; one that is spelled as JSON wants it keeps its digits. */
    record Decimal() implements Cast {}

    /**
     * A day as text, as ISO 8601 spells it: {@code 2026-01-31}.
     *
     * @param unit    in what a number counts
     * @param zone    in which a moment's day is meant; null for the zone that the text names, or UTC
     * @param pattern how a text is spelled, as {@link java.time.format.DateTimeFormatter} has it; null for ISO 8601 and
     *     RFC 2822
     */
    record Day(Unit unit, @Nullable ZoneId zone, @Nullable String pattern) implements Cast {}

    /** True or false. */
    record ToBoolean() implements Cast {
        /** The texts that are true, in lower case. */
        public static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1", "1.0");

        /** The texts that are false, in lower case. */
        public static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0", "0.0");
    }

    /**
     * True or false, by words of one's own, or the opposite of what the words say.
     *
     * @param trueWords  texts that are true, letter case aside; none for those of {@link ToBoolean}
     * @param falseWords texts that are false; none for those of {@link ToBoolean}
     * @param opposite   whether the opposite is meant
     */
    record BooleanByWords(List<String> trueWords, List<String> falseWords, boolean opposite) implements Cast {
        public BooleanByWords {
            trueWords = List.copyOf(trueWords);
            falseWords = List.copyOf(falseWords);
        }
    }

    /**
     * A number as people write it: with thousands set apart, a currency, brackets for less than nothing.
     *
     * @param decimal what comes before the fraction, {@code .} or {@code ,}
     * @param percent whether it is a share with a percent sign, of which the hundredth is sent
     */
    record WrittenNumber(String decimal, boolean percent) implements Cast {

        /** Whether a text is such a number. */
        public boolean reads(JsonValue value) {
            return WrittenNumbers.read(value, this) != null;
        }
    }

    /**
     * A list, from a text.
     *
     * @param separator what comes between its elements; blanks around them do not count, nor do quotation marks
     */
    record Elements(String separator) implements Cast {}

    /**
     * A phone number in E.164 form.
     *
     * @param country of numbers that name none, by its two letters of ISO 3166; null where each number must name its own
     */
    record Phone(@Nullable String country) implements Cast {

        /** Whether a value can be made a phone number. */
        public boolean reads(JsonValue value) {
            return WrittenPhones.read(value, country) != null;
        }

        /** Whether phone numbers of a country are known. */
        public static boolean isCountry(String country) {
            return WrittenPhones.isCountry(country);
        }
    }

    /** What a text that is JSON says. */
    record Json() implements Cast {

        /** Whether a text is JSON. */
        public boolean reads(JsonValue value) {
            return TextParts.json(value) != null;
        }
    }

    /**
     * Unix seconds.
     *
     * @param unit    in what a number counts
     * @param zone    of a date that names none; null where there is none, and such a date stays as it is
     * @param pattern how a text is spelled, as {@link java.time.format.DateTimeFormatter} has it; null for ISO 8601 and
     *     RFC 2822
     */
    record Unix(Unit unit, @Nullable ZoneId zone, @Nullable String pattern) implements Cast {

        /**
         * Whether texts of a pattern name their zone.
         *
         * @throws IllegalArgumentException if it is no pattern of dates
         */
        public static boolean namesZone(String pattern) {
            return Moments.namesZone(pattern);
        }
    }
}
