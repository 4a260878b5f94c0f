package dev.upserter.source.guess;

import dev.upserter.source.csv.BlankColumns;
import dev.upserter.source.csv.BlankColumns.Range;
import dev.upserter.source.csv.LooseNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tables side by side, as people arrange several on one sheet: a column without a name and without a value is between them.
 *
 * @param people the columns that look most like a list of people
 * @param areSeveral whether they are surely several tables: rows hold one of them alone, or a name or addresses are in both
 */
record SideTables(Range people, boolean areSeveral) {

    /**
     * The tables of some rows; empty if there is only one.
     *
     * @param rows the header, and what is below it
     */
    static Optional<SideTables> in(List<List<String>> rows) {
        List<String> names = rows.getFirst();
        List<List<String>> body = rows.stream()
                .skip(1)
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        List<Range> ranges = BlankColumns.ranges(names, body);
        return ranges.size() < 2
                ? Optional.empty()
                : ranges.stream()
                        .max(Comparator.<Range>comparingInt(range -> likeness(names, body, range))
                                .thenComparing(Range::from, Comparator.reverseOrder()))
                        .map(people -> new SideTables(people, areSeveral(names, body, ranges, people)));
    }

    private static int likeness(List<String> names, List<List<String>> body, Range range) {
        List<List<String>> addresses = addresses(body, range);
        boolean areOwn = addresses.stream().anyMatch(cells -> new HashSet<>(cells).size() == cells.size());
        boolean hasId = names.subList(range.from(), range.to()).stream().anyMatch(RowsGuess::isOfRow);
        return (addresses.isEmpty() ? 0 : areOwn ? 4 : 2) + (hasId ? 1 : 0);
    }

    /** The columns of addresses, without blank cells. */
    private static List<List<String>> addresses(List<List<String>> body, Range range) {
        return IntStream.range(range.from(), range.to())
                .mapToObj(i -> body.stream()
                        .map(row -> cell(row, i))
                        .filter(cell -> !cell.isBlank())
                        .toList())
                .filter(cells -> !cells.isEmpty() && CellLooks.areAddresses(cells))
                .toList();
    }

    private static boolean areSeveral(List<String> names, List<List<String>> body, List<Range> ranges, Range people) {
        var seen = new HashSet<String>();
        boolean isAnyTwice =
                ranges.stream().anyMatch(range -> isAnyKnown(names.subList(range.from(), range.to()), seen));
        long withAddresses = ranges.stream()
                .filter(range -> !addresses(body, range).isEmpty())
                .count();
        return isAnyTwice
                || withAddresses > 1
                || body.stream().anyMatch(row -> isBlank(row, people))
                || ranges.stream().anyMatch(range -> endsEarlier(body, range));
    }

    /** Whether a name is among those of a table further left; adds the names. */
    private static boolean isAnyKnown(List<String> names, HashSet<String> seen) {
        List<String> folded = names.stream()
                .filter(name -> !name.isBlank())
                .map(name -> new String(LooseNames.folded(name), StandardCharsets.UTF_8))
                .toList();
        boolean isAnyKnown = folded.stream().anyMatch(seen::contains);
        seen.addAll(folded);
        return isAnyKnown;
    }

    /** Whether all rows from some row on are blank there, and none before. */
    private static boolean endsEarlier(List<List<String>> body, Range range) {
        int filled = 0;
        while (filled < body.size() && !isBlank(body.get(filled), range)) {
            filled++;
        }
        return filled > 1
                && body.size() - filled > 1
                && body.subList(filled, body.size()).stream().allMatch(row -> isBlank(row, range));
    }

    private static boolean isBlank(List<String> row, Range range) {
        return IntStream.range(range.from(), range.to())
                .allMatch(i -> cell(row, i).isBlank());
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    /** The names of the columns to read, with an empty one for each that is left out. */
    List<String> names(List<String> header) {
        var names = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            boolean isRead = !areSeveral || i >= people.from() && i < people.to();
            names.add(isRead && !header.get(i).isBlank() ? header.get(i) : "");
        }
        return names;
    }
}
