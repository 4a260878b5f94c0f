package dev.upserter.profile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in one column: in all top-level fields of one name.
 *
 * @param name            the name
 * @param rows            rows that have the field, null and empty text among them
 * @param looks           how many values look like what; those that occur
 * @param distinct        different values, null and empty text aside
 * @param distinctIsExact whether that is their number; otherwise there are at least as many
 * @param repeated        rows whose value an earlier row has; counted as long as {@code distinctIsExact}
 * @param leadingZeros    whole numbers as text that start with a zero
 * @param wholeFractions  numbers that end in {@code .0}
 * @param milliseconds    numbers that are a moment in milliseconds
 * @param microseconds   numbers that are a moment in microseconds
 * @param nanoseconds    numbers that are a moment in nanoseconds
 * @param seconds        numbers that are a moment in seconds
 * @param serials        numbers that are a day as spreadsheets count them
 * @param booleans         values that {@code as: boolean} takes
 * @param dates          how its dates are written
 * @param texts          how its texts are written
 * @param nullWords       texts that are a word for no value
 * @param nullSpellings   those that {@code source.nullWords} may name, as they are spelled
 * @param longest         the longest value, bytes
 * @param examples        the first few different values, as they stand; personal data
 */
public record Column(
        String name,
        long rows,
        Map<Look, Long> looks,
        long distinct,
        boolean distinctIsExact,
        long repeated,
        long leadingZeros,
        long wholeFractions,
        long milliseconds,
        long microseconds,
        long nanoseconds,
        long seconds,
        long serials,
        long booleans,
        DateForm dates,
        TextForms texts,
        long nullWords,
        List<String> nullSpellings,
        int longest,
        List<String> examples) {

    public Column {
        looks = Collections.unmodifiableMap(looks.isEmpty() ? Map.of() : new EnumMap<>(looks));
        nullSpellings = List.copyOf(nullSpellings);
        examples = List.copyOf(examples);
    }

    /** How many values look like this. */
    public long count(Look look) {
        return looks.getOrDefault(look, 0L);
    }

    /** Values that say something: neither null nor empty text. */
    public long values() {
        return rows - count(Look.NULL) - count(Look.EMPTY);
    }

    /** What most values look like; null if none says anything. */
    public Look mostly() {
        return looks.entrySet().stream()
                .filter(look -> look.getKey().saysSomething())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Look.NULL);
    }

    /** Whether every row of so many has a value of its own that can be an identifier. */
    public boolean isKey(long allRows) {
        return allRows > 0
                && values() == allRows
                && repeated == 0
                && looks.keySet().stream().allMatch(Look::canIdentify);
    }

    /** The name; never the examples, which are personal data. */
    @Override
    public String toString() {
        return "Column[" + name + "]";
    }
}
