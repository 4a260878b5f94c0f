package dev.upserter.source.guess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Distinguishes column names from data. Stateless. */
final class CellLooks {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+\\.[^@\\s.,;<>\"]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(?:[.,][0-9]+)*+");
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|[0-9]{1,2}[./][0-9]{1,2}[./]([0-9]{2}|[0-9]{4})( .*)?");

    private CellLooks() {}

    private enum Look {
        EMAIL,
        DATE,
        NUMBER,
        OTHER
    }

    private static Look look(String cell) {
        String text = cell.strip();
        if (EMAIL.matcher(text).matches()) {
            return Look.EMAIL;
        }
        if (DATE.matcher(text).matches()) {
            return Look.DATE;
        }
        return NUMBER.matcher(text).matches() && !YEAR.matcher(text).matches() ? Look.NUMBER : Look.OTHER;
    }

    /** Whether a row can hold the names of columns. */
    static boolean isHeader(List<String> cells) {
        var seen = new HashSet<String>();
        return cells.stream().anyMatch(cell -> !cell.isBlank())
                && cells.stream().allMatch(cell -> look(cell) == Look.OTHER && !cell.equals("\\N"))
                && cells.stream().allMatch(cell -> cell.isBlank() || seen.add(cell));
    }

    /** Whether the first row is data like the others: its values are of the same kind as their columns. */
    static boolean isData(List<List<String>> rows) {
        List<String> first = rows.getFirst();
        for (int i = 0; i < first.size(); i++) {
            Look look = look(first.get(i));
            int column = i;
            long alike = rows.stream()
                    .skip(1)
                    .filter(row -> look(row.get(column)) == look)
                    .count();
            long filled = rows.stream()
                    .skip(1)
                    .filter(row -> !row.get(column).isBlank())
                    .count();
            boolean same = alike > 0 && alike * 10 >= filled * 8;
            if (look == Look.EMAIL || first.get(i).equals("\\N") || look != Look.OTHER && same) {
                return true;
            }
        }
        return false;
    }

    /** Whether a cell can be a name: no address, date or number. */
    static boolean isName(String cell) {
        return look(cell) == Look.OTHER;
    }

    /** Whether all cells are e-mail addresses. */
    static boolean areAddresses(List<String> cells) {
        return cells.stream().allMatch(cell -> look(cell) == Look.EMAIL);
    }

    /** Whether a cell looks as the others of its column do, where these agree, and is one word if they are. */
    static boolean isLike(String cell, List<String> others) {
        Look look = look(others.getFirst());
        boolean isOneLook = others.stream().allMatch(other -> look(other) == look);
        boolean areWords = others.stream().noneMatch(other -> other.contains(" "));
        return !cell.isEmpty() && (!isOneLook || look(cell) == look) && (!areWords || !cell.contains(" "));
    }

    /** Names for the columns of rows without a header: id for the first column with unique values, email, and numbers. */
    static List<String> names(List<List<String>> rows) {
        var names = new ArrayList<String>();
        for (int i = 0; i < rows.getFirst().size(); i++) {
            int column = i;
            List<String> cells = rows.stream().map(row -> row.get(column)).toList();
            long emails =
                    cells.stream().filter(cell -> look(cell) == Look.EMAIL).count();
            boolean isKey = cells.stream().noneMatch(String::isBlank)
                    && new HashSet<>(cells).size() == cells.size()
                    && cells.stream().allMatch(cell -> look(cell) != Look.DATE);
            if (emails * 2 > cells.size() && !names.contains("email")) {
                names.add("email");
            } else if (isKey && emails == 0 && i == 0) {
                names.add("id");
            } else {
                names.add(String.format(Locale.ROOT, "column_%d", i + 1));
            }
        }
        return names;
    }

    /** Whether all cells from this one on are empty. */
    static boolean isEmptyFrom(List<String> cells, int from) {
        return cells.stream().skip(from).allMatch(String::isEmpty);
    }
}
