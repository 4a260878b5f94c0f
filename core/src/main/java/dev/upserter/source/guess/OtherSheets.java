package dev.upserter.source.guess;

import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.source.OptOutList;
import dev.upserter.workbook.Workbook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the sheets of a workbook that hold people, too, beside the one that is read. Stateless. */
public final class OtherSheets {
    /** Further sheets are not examined. */
    static final int MOST = 12;

    /** Two headers that agree so far are the same. */
    private static final int MOST_NAMES = 32;

    private OtherSheets() {}

    /**
     * The other sheets with e-mail addresses in most rows or with the same header, with their numbers of rows, for people to
     * read; empty if there are none. A sheet that cannot be read is left out.
     *
     * @param header the names of the columns of the sheet that is read; empty if it has none
     */
    public static String beside(Workbook workbook, List<String> header) {
        return beside(read(workbook, SheetRows::start), header);
    }

    /** How much of a sheet is read. */
    @FunctionalInterface
    interface Extent {
        SheetRows read(Workbook sheet) throws IOException;
    }

    /**
     * The other sheets that Excel shows, beside people without those who opted out by their names; those that cannot be read are
     * left out, since nobody has asked for them.
     */
    static List<SheetRows> read(Workbook workbook, Extent extent) {
        boolean areOut = OptOutList.isName(workbook.sheetName());
        List<String> names = workbook.otherSheets().stream()
                .filter(name -> areOut || !OptOutList.isName(name))
                .toList();
        return read(workbook, names, extent);
    }

    /**
     * The other sheets, hidden ones too, that by their names list people who opted out; none beside such a one. An empty sheet
     * is left out.
     */
    public static List<OptOutList> optOuts(Workbook workbook) {
        List<String> named = OptOutList.isName(workbook.sheetName())
                ? List.of()
                : Stream.concat(workbook.otherSheets().stream(), workbook.hiddenSheets().stream())
                        .filter(OptOutList::isName)
                        .toList();
        return read(workbook, named, SheetRows::firstRows).stream()
                .filter(sheet -> !sheet.first().isEmpty() && rows(sheet) > 0)
                .map(sheet -> OptOutList.sheet(sheet.name(), counted(sheet)))
                .toList();
    }

    private static List<SheetRows> read(Workbook workbook, List<String> names, Extent extent) {
        var others = new ArrayList<SheetRows>();
        for (String name : names.stream().limit(MOST - 1).toList()) {
            try (Workbook other = workbook.other(name)) {
                others.add(extent.read(other));
            } catch (IOException | ProblemException unreadable) {
                // left out
            }
        }
        return others;
    }

    static String beside(List<SheetRows> others, List<String> header) {
        return others.stream()
                .filter(other -> !OptOutList.isName(other.name()))
                .filter(other -> SheetLooks.of(other).hasAddresses() || hasHeader(other, header))
                .map(OtherSheets::described)
                .collect(Collectors.joining(", "));
    }

    private static boolean hasHeader(SheetRows sheet, List<String> header) {
        List<CsvTrial.Row> table = sheet.table();
        return table.size() > 1
                && header.size() > 1
                && plain(table.getFirst().cells()).equals(plain(header));
    }

    private static List<String> plain(List<String> names) {
        return names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .limit(MOST_NAMES)
                .toList();
    }

    private static String described(SheetRows sheet) {
        return sheet.name() + " (" + counted(sheet) + ")";
    }

    private static String counted(SheetRows sheet) {
        int rows = rows(sheet);
        return sheet.goesOn() ? Quantities.say(rows) + " rows or more" : Quantities.rows(rows);
    }

    /** How many rows a sheet that is not empty has below its header. */
    private static int rows(SheetRows sheet) {
        List<CsvTrial.Row> table = sheet.table();
        int titles = sheet.first().size() - table.size();
        return sheet.count() - titles - (CellLooks.isHeader(table.getFirst().cells()) ? 1 : 0);
    }
}
