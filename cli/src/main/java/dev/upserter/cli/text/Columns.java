package dev.upserter.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Aligns cells in columns. */
public final class Columns {
    private static final String BETWEEN = "  ";

    private Columns() {}

    /** One line per row; each column is as wide as its widest cell. */
    public static List<String> align(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(i == 0 ? "" : BETWEEN).append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i))));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
