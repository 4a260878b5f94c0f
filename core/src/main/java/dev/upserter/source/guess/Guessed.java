package dev.upserter.source.guess;

import dev.upserter.source.DataFile;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.csv.NullTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The probable format of some data.
 *
 * @param data     the data to read instead of those examined
 * @param config   what was configured, and what was detected
 * @param notes    the findings, and the reasons
 * @param hasCells whether they are CSV, as far as the first bytes show, or a workbook
 */
public record Guessed(DataFile data, SourceConfig config, List<GuessNote> notes, boolean hasCells) {

    public Guessed {
        notes = List.copyOf(notes);
    }

    /**
     * A copy with words for null that were found only by reading all rows; the same if there are no cells, or all words are
     * known.
     */
    public Guessed withNullWords(List<String> found) {
        Map<String, String> all = new LinkedHashMap<>();
        config.dialect().nullWords().forEach(word -> all.put(NullTexts.plain(word), word));
        int known = all.size();
        found.forEach(word -> all.putIfAbsent(NullTexts.plain(word), word));
        if (!hasCells || all.size() == known) {
            return this;
        }
        List<String> words = List.copyOf(all.values());
        List<GuessNote> others = notes.stream()
                .filter(note -> note.kind() != GuessNote.Kind.NULL_WORDS)
                .toList();
        return new Guessed(
                data,
                config.withDialect(config.dialect().but().nullWords(words).build()),
                Stream.concat(others.stream(), Stream.of(GuessNote.nullWords(words)))
                        .toList(),
                true);
    }

    /**
     * Examines the first bytes of some data; a stream must then be read from the result.
     *
     * @param anySheet whether no sheet of a workbook is configured
     */
    public static Guessed of(DataFile data, SourceConfig given, boolean anySheet) {
        return new FormGuess(given).look(data, anySheet);
    }
}
