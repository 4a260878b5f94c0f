package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.source.Dialect.BlankRows;
import dev.upserter.source.Dialect.Escape;
import dev.upserter.source.Dialect.ShortRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Writes random tables of texts as CSV in random dialects. For one file. */
final class RandomCsv {
    private static final List<String> NAMES = List.of(
            " col a",
            "col b ",
            "col\u00a0c",
            "\u200bcold",
            "col \"e\"",
            "col,f",
            "col\ng",
            "colÄ",
            "",
            " ",
            "colid",
            "COLID");
    private static final String SHOWS_NOTHING = "[\\p{Z}\\p{Cf}\\t-\\r]+";
    private static final List<String> BREAKS = List.of("\n", "\r\n", "\r");

    private final Random random;
    private final RandomText texts;
    private final RandomEncoding encoding;
    private final char delimiter;
    private final Dialect dialect;
    private final CellWriter cells;
    private final EmptyCells emptyCells;
    private final Optional<String> lineBreak;
    private final boolean ends;
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private boolean[] isField = new boolean[0];

    private RandomCsv(Random random, RandomEncoding encoding) {
        this.random = random;
        this.encoding = encoding;
        this.texts = new RandomText(random, encoding.charset());
        this.delimiter = ",;\t|:^".charAt(random.nextInt(6));
        List<String> columns = random.nextInt(4) == 0 ? columns() : List.of();
        this.dialect = dialect(columns);
        this.cells = new CellWriter(random, delimiter, dialect);
        this.emptyCells = pick(List.of(EmptyCells.values()));
        this.lineBreak = random.nextBoolean() ? Optional.of(pick(BREAKS)) : Optional.empty();
        this.ends = random.nextInt(4) > 0;
        (columns.isEmpty() ? columns() : columns)
                .forEach(name -> names.add(columns.isEmpty() ? cells.possible(name) : name));
    }

    static Written write(Random random, RandomEncoding encoding) {
        return new RandomCsv(random, encoding).write();
    }

    private List<String> columns() {
        var columns = new ArrayList<>(List.of("col0"));
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = pick(NAMES);
            columns.add(texts.has(name) ? name : "col" + i);
        }
        return columns;
    }

    private Dialect dialect(List<String> columns) {
        Character quote = random.nextInt(4) == 0 ? null : Character.valueOf("\"\"'%".charAt(random.nextInt(4)));
        Dialect.Builder dialect = Dialect.PLAIN
                .but()
                .columns(columns)
                .quote(quote)
                .escape(random.nextInt(3) == 0 ? Escape.BACKSLASH : Escape.NONE)
                .nullWords(random.nextBoolean() ? List.of() : List.of("N/a", "7"))
                .skip(random.nextInt(3) == 0 ? random.nextInt(4) : 0)
                .comment(random.nextInt(3) == 0 ? pick(List.of("#", "//")) : null)
                .shortRows(pick(List.of(ShortRows.values())))
                .blankRows(pick(List.of(BlankRows.values())));
        return switch (random.nextInt(4)) {
            case 0 -> dialect.footerLines(1 + random.nextInt(3)).build();
            case 1 -> dialect.footer("Total").build();
            default -> dialect.build();
        };
    }

    private <T> T pick(List<T> all) {
        return RandomText.pick(random, all);
    }

    private Written write() {
        for (int i = 0; i < dialect.skip(); i++) {
            endLine(texts.line());
        }
        if (dialect.skip() == 0 && random.nextInt(5) == 0) {
            endLine("sep=" + delimiter);
        }
        between();
        if (dialect.columns().isEmpty()) {
            endLine(cells.line(names));
        }
        findFields();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            between();
            row(i == count - 1 && !ends && dialect.footerLines() == 0 && dialect.footer() == null);
        }
        footer();
        return new Written("a.csv", encoding.bytes(text.toString()), config(), List.copyOf(rows));
    }

    private SourceConfig config() {
        return new SourceConfig(null, Format.CSV, delimiter, encoding.named(), emptyCells).withDialect(dialect);
    }

    /** Lines that are not rows. */
    private void between() {
        while (random.nextInt(6) == 0) {
            endLine(dialect.comment() != null && random.nextBoolean() ? dialect.comment() + texts.line() : "");
        }
    }

    private void endLine(String line) {
        String end = lineBreak.orElseGet(() -> pick(BREAKS));
        boolean joins = line.isEmpty() && end.equals("\n") && !text.isEmpty() && text.charAt(text.length() - 1) == '\r';
        text.append(line).append(joins ? "\r\n" : end);
    }

    private void footer() {
        int lines = dialect.footer() == null ? dialect.footerLines() : 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            String start = dialect.footer() == null ? "x" : i == 0 ? dialect.footer() : "";
            if (i == lines - 1 && !ends) {
                text.append(start).append(texts.line());
            } else {
                endLine(start + texts.line());
            }
        }
    }

    /** Columns without a name, or with a name that another column has, are left out. */
    private void findFields() {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        names.forEach(name -> (once.add(name) ? once : twice).add(name));
        isField = new boolean[names.size()];
        for (int i = 0; i < isField.length; i++) {
            isField[i] = !twice.contains(names.get(i)) && !names.get(i).isBlank();
        }
    }

    private void row(boolean openEnded) {
        long line = lineAt();
        if (dialect.columns().isEmpty() && random.nextInt(15) == 0 && !openEnded) {
            endLine(cells.line(names));
            rows.add(":" + line + ":1 HEADER_REPEATED");
            return;
        }
        var row = new ArrayList<String>();
        boolean isBlank = random.nextInt(10) == 0;
        names.forEach(name -> row.add(isBlank || random.nextInt(6) == 0 ? "" : cells.possible(texts.next())));
        if (dialect.shortRows() == ShortRows.FILL && random.nextInt(3) == 0 && !openEnded) {
            row.subList(1 + random.nextInt(row.size()), row.size()).clear();
        }
        if (row.size() == 1 && row.getFirst().isEmpty() && dialect.quote() == null) {
            row.set(0, "x");
        }
        String written = cells.line(row);
        if (openEnded) {
            text.append(written);
        } else {
            endLine(written);
        }
        rows.add(":" + line + ":1 " + expected(row) + (openEnded ? " ~" : ""));
    }

    private String expected(List<String> row) {
        if (row.stream().allMatch(String::isEmpty) && dialect.blankRows() == BlankRows.SKIP) {
            return Written.BLANK;
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            boolean there = i < row.size();
            if (isField[i]) {
                field(names.get(i), there ? row.get(i) : "", there && cells.wasQuoted(i))
                        .ifPresent(fields::add);
            }
        }
        boolean isLeftOut = fields.isEmpty() && !dialect.columns().isEmpty() && dialect.blankRows() == BlankRows.SKIP;
        return isLeftOut ? Written.BLANK : String.join("|", fields);
    }

    private Optional<String> field(String name, String cell, boolean quoted) {
        boolean nothing = emptyCells == EmptyCells.SKIP || emptyCells == EmptyCells.QUOTED && !quoted;
        if (cell.isEmpty() && nothing) {
            return Optional.empty();
        }
        boolean isNull = cell.isEmpty() && emptyCells == EmptyCells.NULL || saysNull(cell);
        return Optional.of(
                isNull ? Written.field(name, ValueKind.NULL, "null") : Written.field(name, ValueKind.TEXT, cell));
    }

    private boolean saysNull(String cell) {
        String bare = cell.replaceAll("^" + SHOWS_NOTHING + "|" + SHOWS_NOTHING + "$", "");
        return dialect.nullWords().stream().anyMatch(word -> word.equalsIgnoreCase(bare));
    }

    private long lineAt() {
        return text.toString().split("\r\n|\r|\n", -1).length;
    }
}
