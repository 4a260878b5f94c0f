package dev.upserter.source.guess;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much a sheet looks like a list of people, rather than a cover with a title, a date and an author.
 *
 * @param likeness     2 if a column holds e-mail addresses or has the name of an identifier, 1 for another table, 0 for none
 * @param rows         how many rows it has
 * @param addresses    how many of the rows looked at hold an e-mail address
 * @param people       these addresses, each once, in lower case
 * @param hasAddresses whether most of the rows hold one
 * @param hasIds       whether the first column identifies people, each once
 */
record SheetLooks(int likeness, int rows, long addresses, Set<String> people, boolean hasAddresses, boolean hasIds) {
    private static final int PEOPLE = 2;
    private static final Pattern ADDRESSES = Pattern.compile("\\be-?mail\\b", Pattern.CASE_INSENSITIVE);

    static SheetLooks of(SheetRows sheet) {
        List<CsvTrial.Row> table = sheet.table();
        List<String> addresses = table.stream()
                .map(CsvFooter::address)
                .flatMap(Optional::stream)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
        boolean isMostly = addresses.size() * 2 > table.size() || isOneAddress(table, addresses.size());
        return new SheetLooks(
                likeness(sheet, table, isMostly),
                sheet.count(),
                addresses.size(),
                Set.copyOf(addresses),
                isMostly,
                hasIds(table));
    }

    private static boolean hasIds(List<CsvTrial.Row> table) {
        if (table.isEmpty() || !RowsGuess.isOfRow(table.getFirst().cells().getFirst())) {
            return false;
        }
        var seen = new HashSet<String>();
        return table.stream().map(row -> row.cells().getFirst().strip()).allMatch(id -> !id.isEmpty() && seen.add(id));
    }

    /** Whether the header names addresses, and one follows. */
    private static boolean isOneAddress(List<CsvTrial.Row> table, int addresses) {
        return table.size() == 2
                && addresses == 1
                && table.getFirst().cells().stream()
                        .anyMatch(name -> ADDRESSES.matcher(name).find());
    }

    private static int likeness(SheetRows sheet, List<CsvTrial.Row> table, boolean isMostly) {
        if (table.isEmpty()) {
            return 0;
        }
        List<String> names = table.getFirst().cells();
        boolean isTable = table.size() > 1 && CellLooks.isHeader(names);
        if (isMostly || isTable && names.stream().anyMatch(RowsGuess::isOfRow)) {
            return PEOPLE;
        }
        return isTable && sheet.columns() > 1 ? 1 : 0;
    }

    boolean holdsPeople() {
        return likeness == PEOPLE;
    }

    /** Whether most rows hold an e-mail address, a quarter or more of them one of another row, as in a list of orders. */
    boolean repeatsPeople() {
        return hasAddresses && !hasIds && people.size() * 4L <= addresses * 3;
    }

    /** Whether most rows hold an e-mail address of their own. */
    boolean hasRowForEach() {
        return hasAddresses && people.size() * 20L >= addresses * 19;
    }

    /** Whether it holds most people of a list of orders, and not fewer people in all. */
    private boolean holdsPeopleOf(SheetLooks orders) {
        long both = orders.people.stream().filter(people::contains).count();
        return addresses >= orders.people.size() && both * 2 > orders.people.size();
    }

    /** Whether this is more likely the right sheet, though it comes after the other. */
    boolean isBetterThan(SheetLooks other) {
        if (other.repeatsPeople()) {
            return hasRowForEach() && holdsPeopleOf(other);
        }
        return likeness > other.likeness && (other.likeness == 0 || rows > other.rows);
    }
}
