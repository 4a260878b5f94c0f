package dev.upserter.source.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds a table that a delimiter cuts evenly: below remarks or not, a header, and rows with as many cells down to the end of
 * the text, or to a few lines before it. Stateless.
 */
final class EvenTable {
    /** How many lines may follow the rows. */
    private static final int MOST_AFTER = 4;

    /** How many lines with as many cells as the table may be above its header. */
    private static final int MOST_BEFORE = 1;

    /** A name of a column, and no value of a notation, nor two columns with blanks between them. */
    private static final Pattern NAME = Pattern.compile(
            "\"?[A-Za-z_#\u0080-\u00ff](?!.*  )(?!.*\u00e2[\u0094\u0095])[^=:\"|{}\\[\\]<>@]{0,60}+\"?\\s*");

    private EvenTable() {}

    /**
     * A row.
     *
     * @param cells    how many it has
     * @param isHeader whether each holds a name
     */
    private record Row(int cells, boolean isHeader) {}

    /**
     * Whether there is one.
     *
     * @param text       the start of a text, as the bytes of its UTF-8; its last line may be truncated
     * @param delimiters the characters that may separate the cells
     */
    static boolean isIn(String text, String delimiters) {
        return delimiters.chars().anyMatch(c -> text.indexOf(c) >= 0 && isEven(rows(text, (char) c)));
    }

    private static boolean isEven(List<Row> rows) {
        for (int last = rows.size(); last > Math.max(1, rows.size() - 1 - MOST_AFTER); last--) {
            int cells = rows.get(last - 1).cells();
            int first = last - 1;
            while (first > 0 && rows.get(first - 1).cells() == cells) {
                first--;
            }
            int end = Math.min(first + MOST_BEFORE, last - 2);
            for (int header = first; cells > 1 && header <= end; header++) {
                if (rows.get(header).isHeader()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The rows that end with a line break, blank ones left out. */
    private static List<Row> rows(String text, char delimiter) {
        var rows = new ArrayList<Row>();
        int cells = 0;
        boolean isHeader = true;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && (i == start || text.charAt(i - 1) == '"')) {
                quoted = true;
            } else if (c == delimiter || c == '\n') {
                String cell = text.substring(start, i);
                boolean isBlank = c == '\n' && cells == 0 && cell.isBlank();
                cells += isBlank ? 0 : 1;
                isHeader &= cell.isBlank() && cells > 1 || NAME.matcher(cell).matches();
                start = i + 1;
                if (c == '\n') {
                    if (!isBlank) {
                        rows.add(new Row(cells, isHeader));
                    }
                    cells = 0;
                    isHeader = true;
                }
            }
        }
        return rows;
    }
}
