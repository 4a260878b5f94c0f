package dev.upserter.source.guess;

import dev.upserter.problem.Quantities;
import dev.upserter.source.csv.BlankColumns;
import dev.upserter.source.csv.BlankColumns.Range;
import dev.upserter.source.csv.LooseNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables side by side, as people arrange several on one sheet: a column without a name and without a value is between them, a
 * title is above each, or all names of one are those of the next.
 *
 * @param people the columns that look most like a list of people
 * @param areSeveral whether they are surely several tables: rows hold one of them alone, each has a title, or a name or
 *     addresses are in both
 * @param others how many rows hold something of the other tables
 */
record SideTables(Range people, boolean areSeveral, long others) {
    private static final int SHOWN = 5;

    /** Titles of what is no list of people. */
    private static final Pattern OTHER_THINGS = Pattern.compile(
            "\\b(?:orders|order lines|invoices|payments|transactions|purchases|products|items|tickets|deals|subscriptions|companies"
                    + "|suppliers|vendors|events|bestellungen|rechnungen|zahlungen|produkte|firmen|lieferanten|commandes|factures"
                    + "|produits|pedidos|facturas|productos|ordini|fatture)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern KEY = Pattern.compile(
            ".*(?:\\b|_)(?:id|no|nr|number|code|sku|order|invoice|ticket|company|product|bestellung|rechnung|nummer)\\b.*"
                    + "|.*\\p{Ll}(?:Id|ID)",
            Pattern.CASE_INSENSITIVE);

    /**
     * The tables of some rows; empty if there is only one.
     *
     * @param rows   the header, and what is below it
     * @param titles the cells above the header; none if there are none
     */
    static Optional<SideTables> in(List<List<String>> rows, List<String> titles) {
        List<String> names = rows.getFirst();
        List<List<String>> body = rows.stream()
                .skip(1)
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        List<Range> apart = BlankColumns.ranges(names, body);
        boolean isApart = apart.size() > 1;
        List<Range> ranges = isApart ? apart : closeBy(names, body, titles);
        return ranges.size() < 2
                ? Optional.empty()
                : ranges.stream()
                        .max(Comparator.<Range>comparingInt(range -> likeness(names, body, range))
                                .thenComparing(Range::from, Comparator.reverseOrder()))
                        .map(people -> new SideTables(
                                people,
                                !isApart || areTitled(titles, ranges) || areSeveral(names, body, ranges, people),
                                body.stream()
                                        .filter(row -> !isBlank(row, new Range(0, people.from()))
                                                || !isBlank(row, new Range(people.to(), row.size())))
                                        .count()));
    }

    /** Tables without a column between them; none where titles may only name groups of columns of one table. */
    private static List<Range> closeBy(List<String> names, List<List<String>> body, List<String> titles) {
        List<Range> repeated = repeated(names, body);
        if (!repeated.isEmpty()) {
            return repeated;
        }
        List<Range> groups = groups(names, titles);
        boolean areTables = IntStream.range(0, groups.size()).anyMatch(i -> {
            Range range = groups.get(i);
            return isOther(title(titles, range)) && hasKey(names, body, range)
                    || groups.subList(0, i).stream().anyMatch(earlier -> sharePeople(names, body, earlier, range));
        });
        return areTables ? groups : List.of();
    }

    /** The ranges of a header that is that of one list of people several times. */
    private static List<Range> repeated(List<String> names, List<List<String>> body) {
        List<String> folded = names.stream().map(SideTables::folded).toList();
        for (int width = 2; width * 2 <= names.size(); width++) {
            int one = width;
            boolean isRepeated = names.size() % width == 0
                    && folded.stream().noneMatch(String::isEmpty)
                    && IntStream.range(0, names.size())
                            .allMatch(i -> folded.get(i).equals(folded.get(i % one)));
            if (isRepeated && isOfPeople(names, body, new Range(0, width))) {
                return IntStream.range(0, names.size() / width)
                        .mapToObj(i -> new Range(i * one, (i + 1) * one))
                        .toList();
            }
        }
        return List.of();
    }

    /** The columns below each title; none if there are fewer than two. */
    private static List<Range> groups(List<String> names, List<String> titles) {
        List<Integer> starts = IntStream.range(0, Math.min(names.size(), titles.size()))
                .filter(i ->
                        !titles.get(i).isBlank() && (i == 0 || !titles.get(i).equals(titles.get(i - 1))))
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        if (starts.size() < 2) {
            return List.of();
        }
        if (starts.getFirst() > 0) {
            starts.addFirst(0);
        }
        starts.add(names.size());
        return IntStream.range(0, starts.size() - 1)
                .mapToObj(i -> new Range(starts.get(i), starts.get(i + 1)))
                .toList();
    }

    private static boolean isOther(String title) {
        return OTHER_THINGS.matcher(title).find();
    }

    private static String title(List<String> titles, Range range) {
        return IntStream.range(range.from(), Math.min(range.to(), titles.size()))
                .mapToObj(titles::get)
                .filter(cell -> !cell.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Whether several of the tables have a title of their own. */
    private static boolean areTitled(List<String> titles, List<Range> ranges) {
        return ranges.stream()
                        .map(range -> title(titles, range))
                        .filter(title -> !title.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether a column tells its rows apart by its name and its values. */
    private static boolean hasKey(List<String> names, List<List<String>> body, Range range) {
        return IntStream.range(range.from(), range.to())
                .filter(i -> KEY.matcher(names.get(i)).matches())
                .mapToObj(i -> cells(body, i))
                .anyMatch(cells -> cells.size() > 1 && new HashSet<>(cells).size() == cells.size());
    }

    /** Whether two ranges have addresses, or an identifier of the same name. */
    private static boolean sharePeople(List<String> names, List<List<String>> body, Range one, Range other) {
        List<String> known = names.subList(one.from(), one.to()).stream()
                .map(SideTables::folded)
                .toList();
        return !addresses(body, one).isEmpty() && !addresses(body, other).isEmpty()
                || names.subList(other.from(), other.to()).stream()
                        .anyMatch(name -> RowsGuess.isOfRow(name) && known.contains(folded(name)));
    }

    private static boolean isOfPeople(List<String> names, List<List<String>> body, Range range) {
        return likeness(names, body, range) > 0;
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
                .mapToObj(i -> cells(body, i))
                .filter(cells -> !cells.isEmpty() && CellLooks.areAddresses(cells))
                .toList();
    }

    private static List<String> cells(List<List<String>> body, int column) {
        return body.stream()
                .map(row -> cell(row, column))
                .filter(cell -> !cell.isBlank())
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
                .map(SideTables::folded)
                .toList();
        boolean isAnyKnown = folded.stream().anyMatch(seen::contains);
        seen.addAll(folded);
        return isAnyKnown;
    }

    private static String folded(String name) {
        return new String(LooseNames.folded(name), StandardCharsets.UTF_8);
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
        return IntStream.range(0, header.size())
                .mapToObj(i -> isRead(i) && !header.get(i).isBlank() ? header.get(i) : "")
                .toList();
    }

    private boolean isRead(int column) {
        return !areSeveral || column >= people.from() && column < people.to();
    }

    /**
     * What becomes of them.
     *
     * @param labels what people call a column
     */
    String told(List<String> header, IntFunction<String> labels) {
        if (!areSeveral) {
            return "a column without a name and without a value stands between the others. All are read as one table, so move a"
                    + " second table elsewhere";
        }
        return "tables stand side by side. Only the columns " + shown(header, labels, true) + " are read, and not "
                + shown(header, labels, false) + ", which "
                + Quantities.rows(others) + (others == 1 ? " has" : " have");
    }

    private String shown(List<String> header, IntFunction<String> labels, boolean areRead) {
        List<String> names = IntStream.range(0, header.size())
                .filter(i -> isRead(i) == areRead && !header.get(i).isBlank())
                .mapToObj(i -> header.get(i).strip() + " (" + labels.apply(i) + ")")
                .toList();
        return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
