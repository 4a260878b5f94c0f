package dev.upserter.source.guess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognises rows that are no people though they stand where people do, and tables that have people in columns. Stateless. */
final class OddRows {
    private static final int LEAST = 4;
    private static final int LARGEST_TURNED = 200;
    private static final Pattern EMAIL = Pattern.compile("\\s*e-?mail.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("[^'\\\\{}\\[\\].]+");
    private static final Pattern DIGIT = Pattern.compile("[0-9@]");

    private OddRows() {}

    /** Whether a table has its people in columns, and what is known of them in rows. */
    static boolean isTurned(List<List<String>> rows) {
        return rows.size() > 1
                && rows.getFirst().size() > 1
                && rows.size() <= LARGEST_TURNED
                && (hasPeopleAsNames(rows) || hasNamesAsRows(rows));
    }

    /** Whether several names are addresses, above what is none. */
    private static boolean hasPeopleAsNames(List<List<String>> rows) {
        List<Integer> addresses = IntStream.range(0, rows.getFirst().size())
                .filter(i -> isAddress(rows.getFirst().get(i)))
                .boxed()
                .toList();
        return addresses.size() > 1
                && rows.stream().skip(1).allMatch(row -> addresses.stream().noneMatch(i -> isAddress(row.get(i))));
    }

    /** Whether the first cells are names of columns, and addresses are beside the one that names addresses. */
    private static boolean hasNamesAsRows(List<List<String>> rows) {
        List<String> names = rows.stream().map(List::getFirst).toList();
        long known = names.stream().filter(CsvPreamble::isKnown).count();
        return known > 1
                && new HashSet<>(names).size() == names.size()
                && rows.stream()
                        .skip(1)
                        .anyMatch(row -> EMAIL.matcher(row.getFirst()).matches() && areAddresses(row));
    }

    private static boolean areAddresses(List<String> row) {
        List<String> cells =
                row.stream().skip(1).filter(cell -> !cell.isBlank()).toList();
        return !cells.isEmpty() && CellLooks.areAddresses(cells);
    }

    private static boolean isAddress(String cell) {
        return CellLooks.areAddresses(List.of(cell));
    }

    /**
     * Whether the row below the header is none of people but says more of the columns, such as their units: it has no number,
     * date or address where all the others have one, among them that of an identifier or an address.
     */
    static boolean isSecondHeader(List<List<String>> rows) {
        if (rows.size() < LEAST) {
            return false;
        }
        List<String> second = rows.get(1);
        List<Integer> data = IntStream.range(0, second.size())
                .filter(i -> isOfData(rows.subList(2, rows.size()), i))
                .boxed()
                .toList();
        boolean isOfPeople = data.stream()
                .anyMatch(i -> RowsGuess.isOfRow(rows.getFirst().get(i))
                        || isAddress(rows.get(2).get(i)));
        return data.size() > 1
                && isOfPeople
                && second.stream().allMatch(CellLooks::isName)
                && data.stream().noneMatch(i -> DIGIT.matcher(second.get(i)).find())
                && data.stream().anyMatch(i -> !second.get(i).isBlank());
    }

    /** Whether nearly each row has a number, a date or an address there. */
    private static boolean isOfData(List<List<String>> rows, int column) {
        List<String> cells = rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isBlank())
                .toList();
        return cells.size() * 2 > rows.size() && cells.stream().noneMatch(CellLooks::isName);
    }

    /**
     * Rows that only have a title of those below them.
     *
     * @param rows  the rows
     * @param in    the name of their column
     * @param other the name of a column in which all others have a value
     */
    record Titles(List<CsvTrial.Row> rows, String in, String other) {}

    /**
     * The titles of sections among the rows below a header; empty if there are none.
     *
     * @param names of all columns
     */
    static Optional<Titles> titles(List<CsvTrial.Row> body, List<String> names) {
        var titles = new ArrayList<CsvTrial.Row>();
        var others = new ArrayList<CsvTrial.Row>();
        for (CsvTrial.Row row : body.subList(Math.min(1, body.size()), body.size())) {
            boolean isTitle = row.filled() == 1 && !row.cells().getFirst().isBlank() && isWord(row.label());
            if (isTitle) {
                titles.add(row);
            } else if (row.filled() > 0 && !row.cells().equals(body.getFirst().cells())) {
                others.add(row);
            }
        }
        boolean areApart = !titles.isEmpty()
                && !others.isEmpty()
                && (others.size() >= titles.size()
                        || titles.stream().anyMatch(title -> title.label().endsWith(":")))
                && names.size() > 1
                && others.stream().map(row -> row.cells().getFirst()).allMatch(OddRows::isKey);
        return !areApart
                ? Optional.empty()
                : IntStream.range(1, names.size())
                        .filter(i -> PLAIN.matcher(names.get(i)).matches()
                                && others.stream()
                                        .allMatch(row -> i < row.count()
                                                && !row.cells().get(i).isBlank()))
                        .mapToObj(i -> new Titles(titles, names.getFirst(), names.get(i)))
                        .findFirst();
    }

    private static boolean isWord(String label) {
        return CellLooks.isName(label)
                && !label.contains("@")
                && (label.contains(" ") || !DIGIT.matcher(label).find());
    }

    private static boolean isKey(String cell) {
        return !cell.isBlank()
                && !cell.strip().contains(" ")
                && DIGIT.matcher(cell).find();
    }
}
