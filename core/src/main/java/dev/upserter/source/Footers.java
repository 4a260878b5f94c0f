package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.record.SourceRecord;
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

    private static final int LONGEST = 200;
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]*");
    private static final Pattern AROUND = Pattern.compile("^[\\s\"']+|[\\s\"']+$");

    private Footers() {}

    /** Whether a cell may belong to a row: it is not empty, and it holds nothing that only a footer would. */
    public static boolean isOfRow(String cell) {
        if (cell.length() > LONGEST) {
            return true;
        }
        String text = AROUND.matcher(cell).replaceAll("");
        return !SIGNS.matcher(text).matches()
                && !SUM.matcher(text).matches()
                && !BEGUN.matcher(text).matches();
    }

    /** Leaves out a record that follows the last row of a sheet. */
    public static void leaveOut(SourceRecord record) {
        boolean looksLikeRow = record.defect().isEmpty() && record.shape().size() > 0;
        for (int i = 0; looksLikeRow && i < record.shape().size(); i++) {
            looksLikeRow = record.has(i)
                    && record.kind(i) != ValueKind.NULL
                    && isOfRow(record.value(i).text());
        }
        record.footer(looksLikeRow);
    }
}
