package dev.upserter.source.csv;

import dev.upserter.source.Dialect;
import dev.upserter.source.stream.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds columns without a name and without a value between columns that have one, as between tables that stand side by side.
 * Stateless.
 */
public final class BlankColumns {
    private BlankColumns() {}

    /** Columns in a row: from the first to before the last, from 0. */
    public record Range(int from, int to) {}

    /** The rows after the current one, as far as they are in the buffer; they are read again later. */
    static List<List<String>> rowsAfter(Cells cells, Bytes bytes, char delimiter, Dialect dialect) throws IOException {
        boolean isWhole = !bytes.fill();
        int start = bytes.start();
        byte[] text = Arrays.copyOfRange(bytes.buffer(), start + cells.length(), start + bytes.available());
        var after = new Cells(
                new Bytes(new ByteArrayInputStream(text)),
                delimiter,
                dialect.but().skip(0).build());
        var rows = new ArrayList<List<String>>();
        try {
            while (after.next() && (isWhole || !after.isOpenEnded())) {
                rows.add(IntStream.range(0, after.count()).mapToObj(after::text).toList());
            }
        } catch (UnclosedCellException | DialectCells.FooterException cut) {
            return rows; // those before it are enough
        }
        return rows;
    }

    /** Whether a column without a name is between others. */
    public static boolean areBetween(List<String> names) {
        return ranges(names, List.of(List.of())).size() > 1;
    }

    /**
     * The names on each side of such columns; empty if there are none, or no rows.
     *
     * @param names of all columns, blank for a column without a name
     */
    public static List<List<String>> tables(List<String> names, List<List<String>> rows) {
        List<Range> ranges = ranges(names, rows);
        return ranges.size() < 2
                ? List.of()
                : ranges.stream()
                        .map(range -> names.subList(range.from(), range.to()).stream()
                                .filter(name -> !name.isBlank())
                                .toList())
                        .toList();
    }

    /** The columns on each side of such columns; none if there are no rows. */
    public static List<Range> ranges(List<String> names, List<List<String>> rows) {
        var ranges = new ArrayList<Range>();
        int from = 0;
        for (int i = 0; i <= names.size() && !rows.isEmpty(); i++) {
            if (i == names.size() || isBlank(i, names, rows)) {
                if (names.subList(from, i).stream().anyMatch(name -> !name.isBlank())) {
                    ranges.add(new Range(from, i));
                }
                from = i + 1;
            }
        }
        return ranges;
    }

    private static boolean isBlank(int column, List<String> names, List<List<String>> rows) {
        return names.get(column).isBlank()
                && rows.stream()
                        .allMatch(row -> column >= row.size() || row.get(column).isBlank());
    }
}
