package dev.upserter.source.packed;

import static dev.upserter.source.packed.KnownForm.EXPORT;
import static dev.upserter.source.packed.KnownForm.form;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** Tables drawn for people to look at: in boxes, above lines of dashes, in columns of fixed width. Stateless. */
final class DrawnTables {
    /** Up to three lines above the table: a title, a prompt, what a program says about itself. */
    private static final String LEAD = "(?:[^\\n]*\\n){0,3}?";

    /** A character that draws a line, U+2500 to U+257F, as the bytes of its UTF-8. */
    private static final String LINE = "(?:\u00e2[\u0094\u0095][\u0080-\u00bf])";

    private static final String UPRIGHT = "\u00e2(?:\u0094[\u0082\u0083\u0086]|\u0095\u0091)";

    static final List<KnownForm> ALL = List.of(
            form(
                    LEAD + "(?:[-+|*]|" + LINE + "){0,4}\\[ RECORD \\d+ \\][-+\u0080-\u00ff]*\\s*\\n",
                    "a table as psql draws it, expanded",
                    "write it with psql --csv, without -x"),
            form(
                    LEAD + "\\*{5,}+ \\d+\\. row \\*{5,}+\\s*\\n",
                    "a table as mysql draws it, a line a value",
                    "write it with mysql --batch, without \\G, and give the file the ending .tsv"),
            form(
                    LEAD + "[^\\n,;\t]{0,60}?" + LINE + "{4,}+(?=[\\x00-\\xff]{0,1000}?" + UPRIGHT + ")",
                    "a table drawn with lines",
                    "write it as CSV: duckdb -csv, sqlite3 -header -csv, psql --csv, clickhouse-client --format"
                            + " CSVWithNames, write_csv of Polars"),
            form(
                    LEAD + "[^\\n]*\\|[^\\n]*\\n-+(?:\\+-+)++\\s*\\n",
                    "a table as psql draws it",
                    "write it with psql --csv"),
            form(
                    "[^\\n,;\t|]{1,200}\\n-{2,}+\\s*\\n *\\{",
                    "a column of JSON as psql draws it",
                    "write it with psql --tuples-only --no-align"),
            form("\\+(?:-+\\+)++\\s*\\n\\|[^\\n]*\\n\\+(?:=+\\+)++", "a table of reStructuredText", EXPORT),
            form(
                    "-{3,}+\\n\\|[^\\n]*\\|\\s*\\n\\+(?:-+\\+)++",
                    "a table as the AWS command line draws it",
                    "ask it with --output json"),
            form(
                    LEAD + "\\+(?:-+\\+)++\\s*\\n\\|(?:\\S[^\\n|]*|[^\\n|]*[^\\s|])\\|",
                    "a table as Spark shows it",
                    "write the rows in place of showing them: rows.write.json(FOLDER)"),
            form(
                    LEAD + "\\+(?:-+\\+)++\\s*\\n\\|",
                    "a table as mysql draws it",
                    "write it with mysql --batch, and give the file the ending .tsv; psql writes it with --csv"),
            form(LEAD + "\\|[^\\n]*\\|\\s*\\n\\|(?: *:?-+:? *\\|)++", "a table of Markdown", EXPORT),
            form(LEAD + "\\|[^\\n]*\\|\\s*\\n\\|-+(?:\\+-+)++\\|", "a table of Org mode", EXPORT),
            form("=+(?: +=+)++\\s*\\n[^\\n]*\\n=+(?: +=+)++\\s*\\n", "a table of reStructuredText", EXPORT),
            form(
                    LEAD + "[^\\n,;\t|]*\\n *-{2,}+(?: +-{2,}+)++ *\\n",
                    "a table with dashes under its names",
                    "write it as CSV: sqlcmd -W -s \",\", sqlite3 -header -csv, set markup csv on in SQL*Plus"),
            form(
                    "(?=[^\\n]*[A-Za-z])[^\\n,;\t|]+\\n *-{2,}+ *\\n(?:[^\\n,;\t|]+(?:\\n|$)){2}",
                    "a table with dashes under its name",
                    "write it as CSV: psql --csv, sqlcmd -W -s \",\", sqlite3 -header -csv"));

    static final KnownForm FIXED_WIDTH = form(
            "",
            "a table of columns of a fixed width",
            EXPORT + "; pandas.read_fwf(FILE).to_csv(\"rows.csv\", index=False) in Python makes CSV of it");

    private static final int LEAST = 3;
    private static final int MOST = 20;

    private DrawnTables() {}

    /**
     * Whether lines are cut into columns by blanks alone: no other delimiter occurs, and two blanks are in the same place of
     * all lines, with something on both sides.
     *
     * @param text the start of a text, as the bytes of its UTF-8, with its leading blanks
     */
    static boolean isOfFixedWidth(String text) {
        String letters = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int end = letters.lastIndexOf('\n') + 1;
        List<String> lines = letters.substring(0, end)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(MOST)
                .toList();
        return lines.size() >= LEAST && lines.stream().noneMatch(line -> line.matches(".*[,;\t|].*")) && areCut(lines);
    }

    private static boolean areCut(List<String> lines) {
        var blanks = new BitSet();
        blanks.set(0, lines.stream().mapToInt(String::length).min().orElse(0));
        for (String line : lines) {
            int first = line.length() - line.stripLeading().length();
            int last = line.stripTrailing().length();
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) != ' ' || i < first || i >= last) {
                    blanks.clear(i);
                }
            }
        }
        return blanks.cardinality() > 0
                && lines.stream().allMatch(line -> line.strip().contains("  "));
    }
}
