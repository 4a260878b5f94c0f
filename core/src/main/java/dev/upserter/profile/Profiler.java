package dev.upserter.profile;

import dev.upserter.problem.Problem;
import dev.upserter.source.Source;
import dev.upserter.source.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads data once, in bounded memory, and tells what is in them. Used once, by one thread. */
public final class Profiler {
    private static final int MAX_COLUMNS = 500;
    private static final int MAX_UNUSABLE = 3;

    private final Map<String, ColumnProfiler> columns = new LinkedHashMap<>();
    private final Hashes.Room room = new Hashes.Room();
    private final List<Problem> unusable = new ArrayList<>();
    private long rows;
    private long unusableRows;
    private long moreColumns;

    private Profiler() {}

    /**
     * Reads rows.
     *
     * @param source the rows; not closed
     * @param limit  rows to read at most; empty for all
     * @throws dev.upserter.problem.ProblemException if the source cannot be read any further
     */
    public static Profile read(Source source, OptionalLong limit) {
        var profiler = new Profiler();
        long most = limit.orElse(Long.MAX_VALUE);
        long read = 0;
        if (source.hasNext() || !source.headers().isEmpty()) {
            source.headers().forEach(header -> header.names().forEach(profiler::column));
        }
        while (read < most && source.hasNext()) {
            profiler.add(source.next());
            read++;
        }
        if (profiler.rows == 0) {
            source.headers().forEach(header -> header.names().forEach(profiler::column));
        }
        return profiler.profile(read < most || !source.hasNext(), source.warnings());
    }

    private void add(SourceRecord record) {
        if (record.defect().isPresent()) {
            unusableRows++;
            if (unusable.size() < MAX_UNUSABLE) {
                unusable.add(record.defect().get());
            }
            return;
        }
        if (record.isBlank()) {
            return;
        }
        rows++;
        for (int i = 0; i < record.shape().size(); i++) {
            String name = record.shape().name(i);
            if (record.has(i) && record.shape().indexOf(name) == i) {
                ColumnProfiler column = column(name);
                if (column != null) {
                    column.add(record.value(i));
                }
            } else if (!record.has(i)) {
                column(name);
            }
        }
    }

    private @Nullable ColumnProfiler column(String name) {
        ColumnProfiler known = columns.get(name);
        if (known == null && columns.size() < MAX_COLUMNS) {
            known = new ColumnProfiler(name, room);
            columns.put(name, known);
        } else if (known == null) {
            moreColumns++;
        }
        return known;
    }

    private Profile profile(boolean whole, List<Problem> odd) {
        return new Profile(
                rows,
                whole,
                columns.values().stream().map(ColumnProfiler::column).toList(),
                moreColumns,
                unusableRows,
                unusable,
                odd);
    }
}
