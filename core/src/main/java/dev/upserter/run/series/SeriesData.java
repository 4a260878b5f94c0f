package dev.upserter.run.series;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.SourceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of several syncs come from.
 *
 * @param named finds what a sync names itself; it throws a {@link ProblemException} where there is nothing
 * @param given what feeds those that name nothing; null if nothing does
 */
public record SeriesData(
        Function<SyncConfig, DataFile> named, @Nullable DataFile given) {
    /** The name of a query's rows in messages. */
    private static final String QUERY = "<query>";

    /** The files of a folder, and queries. */
    public static SeriesData in(Path folder) {
        return new SeriesData(sync -> find(folder, sync.source()), null);
    }

    private static DataFile find(Path folder, SourceConfig source) {
        return source.query() != null
                ? new DataFile.Query(source.query(), folder.toAbsolutePath(), QUERY)
                : DataFile.find(
                        folder.resolve(Objects.requireNonNull(source.file())).toString());
    }

    /** These, with rows for the syncs that name none. */
    public SeriesData with(DataFile rows) {
        return new SeriesData(named, rows);
    }

    /**
     * Requires that each sync has rows, and that what is given feeds one at least.
     *
     * @throws ProblemException if not
     */
    public void require(SyncSet set) {
        List<String> without = set.groups().stream()
                .map(SyncSet.Group::first)
                .filter(sync -> !sync.source().namesRows())
                .map(SyncConfig::sync)
                .toList();
        if (given == null && !without.isEmpty()) {
            throw refused(
                    "DATA is missing: neither the command nor the key source names it for "
                            + String.join(", ", without),
                    "name a file under source of each, or write DATA after CONFIG for all that name none");
        }
        if (given != null && without.isEmpty()) {
            throw refused(
                    "DATA would feed no sync: each names a source of its own",
                    "leave out DATA, or choose one sync that is to read it, as with --only "
                            + set.names().getFirst());
        }
    }

    private static ProblemException refused(String message, String hint) {
        return new ProblemException(Problem.of(Code.CONFIG_INVALID, null, message, hint));
    }

    /** The rows of a group. */
    DataFile of(SyncSet.Group group) {
        SyncConfig first = group.first();
        return first.source().namesRows() ? named.apply(first) : Objects.requireNonNull(given, "required before");
    }

    /** How many syncs read the rows of a group. */
    int readers(SyncSet.Group group, SyncSet set) {
        return group.first().source().namesRows()
                ? group.syncs().size()
                : set.groups().stream()
                        .filter(other -> !other.first().source().namesRows())
                        .mapToInt(other -> other.syncs().size())
                        .sum();
    }
}
