package dev.upserter.cli.look;

import dev.upserter.source.Dialect;
import dev.upserter.source.RowsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the keys of {@code source} for a file whose format differs from plain CSV, or from a JSON array of rows.
 * Stateless.
 */
final class DialectText {
    private DialectText() {}

    /** Lines of YAML, without indentation; empty where nothing differs. */
    static List<String> of(Dialect dialect) {
        Dialect plain = Dialect.PLAIN;
        var lines = new ArrayList<String>();
        add(lines, !dialect.columns().isEmpty(), "columns: " + list(dialect.columns()));
        add(lines, !dialect.nullWords().isEmpty(), "nullWords: " + list(dialect.nullWords()));
        add(lines, dialect.escape() != plain.escape(), "escape: " + word(dialect.escape()));
        Character quote = dialect.quote();
        if (quote == null) {
            lines.add("quote: none");
        } else {
            add(lines, !quote.equals(plain.quote()), "quote: " + Starter.json(String.valueOf(quote)));
        }
        add(lines, dialect.skip() > 0, "skip: " + dialect.skip());
        String comment = dialect.comment();
        add(lines, comment != null, "comment: " + Starter.json(comment == null ? "" : comment));
        add(lines, dialect.footerLines() > 0, "footer: " + dialect.footerLines());
        String footer = dialect.footer();
        add(lines, footer != null, "footer: " + Starter.json(footer == null ? "" : footer));
        add(lines, dialect.shortRows() != plain.shortRows(), "shortRows: " + word(dialect.shortRows()));
        add(lines, dialect.blankRows() != plain.blankRows(), "blankRows: " + word(dialect.blankRows()));
        RowsPath rows = dialect.rows();
        add(lines, rows != null, "rows: " + Starter.json(rows == null ? "" : rows.text()));
        return lines;
    }

    private static void add(List<String> lines, boolean differs, String line) {
        if (differs) {
            lines.add(line);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Starter::json).collect(Collectors.joining(", ", "[", "]"));
    }
}
