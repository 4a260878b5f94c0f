package dev.upserter.source.guess;

import dev.upserter.source.DataFile;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.csv.NullTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How some data are probably written down.
 *
 * @param data     the data, to be read in place of those that were looked at
 * @param config   what was given, and what was found
 * @param notes    what was found, and why
 * @param hasCells whether they are CSV, as far as the first bytes tell, or a workbook
 */
public record Guessed(DataFile data, SourceConfig config, List<GuessNote> notes, boolean hasCells) {

    public Guessed {
        notes = List.copyOf(notes);
    }

    /** With words for null that only a look at all rows has shown; the same where there are no cells, or all are known. */
    public Guessed withNullWords(List<String> found) {
        Map<String, String> all = new LinkedHashMap<>();
        config.dialect().nullWords().forEach(word -> all.put(NullTexts.plain(word), word));
        int known = all.size();
        found.forEach(word -> all.putIfAbsent(NullTexts.plain(word), word));
        if (!hasCells || all.size() == known) {
            return this;
        }
        List<String> words = List.copyOf(all.values());
        List<GuessNote> others =
                notes.stream().filter(note -> !note.isOfNullWords()).toList();
        return new Guessed(
                data,
                config.withDialect(config.dialect().but().nullWords(words).build()),
                Stream.concat(others.stream(), Stream.of(GuessNote.nullWords(words)))
                        .toList(),
                true);
    }

    /**
     * Looks at the first bytes of some data; a stream is to be read from the result.
     *
     * @param anySheet whether nothing says which sheet of a workbook is meant
     */
    public static Guessed of(DataFile data, SourceConfig given, boolean anySheet) {
        return new FormGuess(given).look(data, anySheet);
    }
}
