package dev.upserter.server.schedule;

import dev.upserter.source.DataFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A run that was written down as begun and has not been written down as ended. Immutable.
 *
 * @param before the last run of each sync that had ended until then; empty texts where there was none, or it goes on
 * @param files  those that had arrived, with what they were
 * @param isAll  whether it reads its whole source, and not these files alone
 */
record Begun(Map<String, String> before, List<FilePrint> files, boolean isAll) {
    Begun {
        before = Map.copyOf(before);
        files = List.copyOf(files);
    }

    /** The files that had arrived, in the order of their names. */
    DataFile data() {
        List<DataFile.OnDisk> rows = files.stream()
                .map(file -> new DataFile.OnDisk(Path.of(file.path()), file.path()))
                .sorted(Comparator.comparing(DataFile.OnDisk::name))
                .toList();
        return rows.size() == 1 ? rows.getFirst() : new DataFile.Several(rows, rows.size() + " files");
    }
}
