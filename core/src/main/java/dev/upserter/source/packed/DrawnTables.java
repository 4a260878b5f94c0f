package dev.upserter.source.packed;

import static dev.upserter.source.packed.KnownForm.EXPORT;
import static dev.upserter.source.packed.KnownForm.form;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

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
                    "write it with mysql --batch, and give the file the ending .tsv. psql writes it with --csv"),
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
            EXPORT + ". pandas.read_fwf(FILE).to_csv(\"rows.csv\", index=False) in Python makes CSV of it");

    private static final int LEAST = 3;
    private static final int MOST = 20;

    /** One line of so many may have no value in a column. */
    private static final int NEARLY = 4;

    private static final Pattern DELIMITED = Pattern.compile("[,;\t|^~\u0001\u001f]");

    private DrawnTables() {}

    /**
     * Whether lines are cut into columns by blanks alone: no other delimiter occurs, each line has two blanks in it, and a
     * column starts or ends in the same place of the lines.
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
        return lines.size() >= LEAST
                && lines.stream().noneMatch(line -> DELIMITED.matcher(line).find())
                && areCut(lines);
    }

    /** Whether after two blanks a column starts in the same place of nearly all lines, or ends in the same place of all. */
    private static boolean areCut(List<String> lines) {
        var starts = new HashMap<Integer, Integer>();
        var ends = new BitSet();
        ends.set(0, lines.stream().mapToInt(String::length).max().orElse(0) + 1);
        for (String line : lines) {
            var own = new BitSet();
            boolean isApart = false;
            for (int i = 1; i <= line.length(); i++) {
                boolean isBlank = i == line.length() || line.charAt(i) == ' ';
                if (!isBlank && line.charAt(i - 1) == ' ') {
                    isApart |= i > 1
                            && line.charAt(i - 2) == ' '
                            && !line.substring(0, i).isBlank();
                    if (!line.substring(0, i).isBlank()) {
                        starts.merge(i, 1, Integer::sum);
                    }
                } else if (isBlank && line.charAt(i - 1) != ' ') {
                    own.set(i);
                }
            }
            if (!isApart) {
                return false;
            }
            ends.and(own);
        }
        return ends.cardinality() > 0
                || starts.values().stream().anyMatch(count -> count * NEARLY >= lines.size() * (NEARLY - 1));
    }
}
