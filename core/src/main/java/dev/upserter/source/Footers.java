package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what follows the last row: sums, and lines that say where the rows come from. Stateless. */
public final class Footers {
    /** The start of such a line. */
    public static final Pattern BEGUN = Pattern.compile(
            "\\W*((grand |sub)?totals?( \\w+)?\\s*[:(=\\d]|(grand |sub)?totals?\\W*$|\\(?\\d[\\d,.]*"
                    + " (rows?|records?|results?|entries)\\b|(rows?|records?|count|summe?|gesamt)\\s*:|end of\\b|(report"
                    + " )?(generated|exported|created|printed|run) (by|on|at|from)\\b|(generated|exported)\\s*:|this"
                    + " (report|file|list|export)\\b|page \\d+\\b|copyright\\b|\u00a9|confidential\\b|\\(c\\)"
                    + " ?\\d{4}|rows? affected).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The start of a line of sums, in a cell of its own. */
    public static final Pattern SUM = Pattern.compile(
            "((grand |sub)?totals?|sum|summe|gesamt|gesamtsumme|gesamtergebnis|ergebnis"
                    + "|somme|suma|totale|totaal|eindtotaal|average|avg|mean|count)( \\w+)?:?",
            Pattern.CASE_INSENSITIVE);

    /** Two words that may be somebody's name, though the first is one of sums. */
    private static final Pattern NAMED =
            Pattern.compile("(sum|count|mean|suma|somme|average) \\w+", Pattern.CASE_INSENSITIVE);

    /** With a currency, a percent sign, brackets for less than nothing, or a few letters of a unit. */
    private static final Pattern NUMBER = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+[^\\p{L}\\p{N}]++)?+\\d[\\d.,'\\s]*+[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+)?+"
                    + "[^\\p{L}\\p{N}]*+");

    private static final int LONGEST_NUMBER = 60;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]++@[^\\s@.]++\\.\\S++");

    /** The most characters of an e-mail address (RFC 5321). */
    private static final int LONGEST_ADDRESS = 254;

    private static final int LONGEST = 200;
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]*");
    private static final Pattern AROUND = Pattern.compile("^[\\s\"']+|[\\s\"']+$");

    private Footers() {}

    /** Whether cells are a line of sums: a word for sums in the first that holds anything, and only numbers after it. */
    public static boolean isSum(List<String> cells) {
        List<String> filled = cells.stream()
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        if (filled.isEmpty() || !SUM.matcher(bare(filled.getFirst())).matches()) {
            return false;
        }
        boolean maybeName = filled.size() * 2 > cells.size();
        return !(maybeName && NAMED.matcher(bare(filled.getFirst())).matches())
                && filled.stream()
                        .skip(1)
                        .allMatch(cell -> cell.length() <= LONGEST_NUMBER
                                && NUMBER.matcher(cell).matches());
    }

    /** The first cell that contains only an e-mail address. */
    public static Optional<String> address(List<String> cells) {
        return cells.stream()
                .map(String::strip)
                .filter(cell -> cell.length() <= LONGEST_ADDRESS
                        && ADDRESS.matcher(cell).matches())
                .findFirst();
    }

    /** Whether as many cells as a row has may be one: they hold an address, or all hold something that no footer does. */
    public static boolean isRow(List<String> cells) {
        return address(cells).isPresent() || !isSum(cells) && cells.stream().allMatch(Footers::isOfRow);
    }

    private static boolean isOfRow(String cell) {
        String text = cell.length() > LONGEST ? "" : bare(cell);
        return cell.length() > LONGEST
                || !SIGNS.matcher(text).matches() && !BEGUN.matcher(text).matches();
    }

    private static String bare(String cell) {
        return cell.length() > LONGEST ? cell : AROUND.matcher(cell).replaceAll("");
    }

    /** Leaves out a record that follows the last row of a sheet. */
    public static void leaveOut(SourceRecord record) {
        var cells = new ArrayList<String>();
        for (int i = 0; record.defect().isEmpty() && i < record.shape().size(); i++) {
            boolean isThere = record.has(i) && record.kind(i) != ValueKind.NULL;
            cells.add(isThere ? record.value(i).text() : "");
        }
        record.footer(!cells.isEmpty() && isRow(cells));
    }
}
