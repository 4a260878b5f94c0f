package dev.upserter.source.guess;

import java.util.List;

/**
 * How much a sheet looks like a list of people, rather than a cover with a title, a date and an author.
 *
 * @param likeness 2 if a column holds e-mail addresses or has the name of an identifier, 1 for another table, 0 for none
 * @param rows     how many rows it has
 */
record SheetLooks(int likeness, int rows) {
    private static final int PEOPLE = 2;

    static SheetLooks of(SheetRows sheet) {
        return new SheetLooks(likeness(sheet), sheet.count());
    }

    private static int likeness(SheetRows sheet) {
        if (sheet.first().isEmpty()) {
            return 0;
        }
        int start = CsvPreamble.end(sheet.first(), sheet.columns());
        List<CsvTrial.Row> table = sheet.first().subList(start, sheet.first().size());
        long addresses = table.stream().filter(CsvFooter::hasAddress).count();
        List<String> names = table.getFirst().cells();
        boolean isTable = table.size() > 1 && CellLooks.isHeader(names);
        if (addresses * 2 > table.size() || isTable && names.stream().anyMatch(RowsGuess::isOfRow)) {
            return PEOPLE;
        }
        return isTable && sheet.columns() > 1 ? 1 : 0;
    }

    boolean holdsPeople() {
        return likeness == PEOPLE;
    }

    /** Whether this is more likely the right sheet, though it comes after the other. */
    boolean isBetterThan(SheetLooks other) {
        return likeness > other.likeness && (other.likeness == 0 || rows > other.rows);
    }
}
