package dev.upserter.source;

import java.util.List;

/**
 * How some data are probably written down.
 *
 * @param data   the data, to be read in place of those that were looked at
 * @param config what was given, and what was found
 * @param notes  what was found, and why
 */
public record Guessed(DataFile data, SourceConfig config, List<Note> notes) {

    /**
     * One thing that was found.
     *
     * @param message what; no value is in it but words for null
     * @param hint    how the configuration says it
     */
    public record Note(String message, String hint) {}

    public Guessed {
        notes = List.copyOf(notes);
    }

    /** Looks at the first bytes of some data; a stream is to be read from the result. */
    public static Guessed of(DataFile data, SourceConfig given) {
        return new FormGuess(given).look(data);
    }
}
