package dev.upserter.source.open;

import dev.upserter.source.Dialect;
import dev.upserter.source.SourceConfig;
import java.util.Optional;

/**
 * How the files of a query are written, as far as it says so. Immutable.
 *
 * @param delimiter the separator of cells where they are CSV; empty to detect it
 * @param dialect   how else they differ from plain CSV
 */
public record FileForm(Optional<Character> delimiter, Dialect dialect) {
    /** Nothing is said. */
    public static final FileForm PLAIN = new FileForm(Optional.empty(), Dialect.PLAIN);

    /**
     * The same for a reader of files.
     *
     * @param holdsObjects whether the file holds JSON, to which none of this applies
     */
    SourceConfig config(boolean holdsObjects) {
        SourceConfig config = holdsObjects ? SourceConfig.DEFAULT : SourceConfig.DEFAULT.withDialect(dialect);
        return delimiter
                .filter(separator -> SourceConfig.isDelimiter(separator) && !holdsObjects)
                .map(config::withDelimiter)
                .orElse(config);
    }
}
