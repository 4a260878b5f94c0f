package dev.upserter.config.read;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.source.Dialect;
import dev.upserter.source.RowsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads those keys of {@code source} that say how a file differs from plain CSV, or from a JSON array. For one thread. */
final class DialectReader {
    private static final String NO_QUOTE = "none";

    private final Values values;
    private final Mistakes mistakes;

    DialectReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    Dialect read(Map<String, Node.Field> given) {
        Dialect.Builder dialect = Dialect.PLAIN.but();
        on(given.get("columns"), field -> dialect.columns(columns(field)));
        on(given.get("nullWords"), field -> dialect.nullWords(texts(field, "[\"n/a\", \"NULL\"]", false)));
        on(given.get("escape"), field -> dialect.escape(values.word(field, Dialect.Escape.values())));
        on(given.get("quote"), field -> quote(field, dialect));
        on(
                given.get("skip"),
                field -> dialect.skip(
                        values.whole(field, 0, Dialect.MAX_SKIP, "write how many lines stand before the header")));
        on(given.get("comment"), field -> dialect.comment(start(field, "#")));
        on(given.get("footer"), field -> footer(field, dialect));
        on(given.get("shortRows"), field -> dialect.shortRows(values.word(field, Dialect.ShortRows.values())));
        on(given.get("blankRows"), field -> dialect.blankRows(values.word(field, Dialect.BlankRows.values())));
        on(given.get("rows"), field -> dialect.rows(rows(field)));
        return dialect.build();
    }

    private static void on(Node.@Nullable Field field, Consumer<Node.Field> use) {
        if (field != null) {
            use.accept(field);
        }
    }

    private List<String> columns(Node.Field field) {
        List<String> names = texts(field, "[\"id\", \"email\"]", true);
        if (names.isEmpty() || names.stream().anyMatch(name -> !name.isBlank())) {
            return names;
        }
        mistakes.add(field.value().place(), "columns names no column", "write the names, as [\"id\", \"email\"]");
        return List.of();
    }

    /** @param mayBeEmpty whether a text may say nothing */
    private List<String> texts(Node.Field field, String example, boolean mayBeEmpty) {
        var texts = new ArrayList<String>();
        if (!(field.value() instanceof Node.Items items)) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be a list of texts, but this is "
                            + field.value().kind(),
                    "write " + example);
            return texts;
        }
        for (Node item : items.items()) {
            var one = new Node.Field(item.place(), item.place(), "an item of " + field.name(), item);
            Resolved text = mayBeEmpty ? values.text(one, "email") : values.name(one);
            if (text != null) {
                texts.add(text.text());
            }
        }
        return texts;
    }

    private void quote(Node.Field field, Dialect.Builder dialect) {
        Resolved text = values.text(field, NO_QUOTE);
        if (text == null) {
            return;
        }
        if (text.text().equals(NO_QUOTE)) {
            dialect.quote(null);
        } else if (text.text().length() == 1 && Dialect.isQuote(text.text().charAt(0))) {
            dialect.quote(text.text().charAt(0));
        } else {
            mistakes.add(
                    field.value().place(),
                    "quote must be " + Dialect.QUOTE_MUST_BE,
                    "write none, or \"'\" for an apostrophe");
        }
    }

    private @Nullable String start(Node.Field field, String example) {
        Resolved text = values.text(field, example);
        if (text != null && text.text().isBlank()) {
            mistakes.add(field.value().place(), field.name() + " must not be empty", "write \"" + example + "\"");
            return null;
        }
        return text == null ? null : text.text();
    }

    private void footer(Node.Field field, Dialect.Builder dialect) {
        if (field.value() instanceof Node.Numeral) {
            dialect.footerLines(
                    values.whole(field, 0, Dialect.MAX_FOOTER, "write how many lines stand after the last row"));
        } else {
            dialect.footer(start(field, "Total"));
        }
    }

    private @Nullable RowsPath rows(Node.Field field) {
        Resolved text = values.text(field, "data.users");
        if (text == null || RowsPath.isValid(text.text())) {
            return text == null ? null : new RowsPath(text.text());
        }
        mistakes.add(
                field.value().place(),
                "rows must be " + RowsPath.MUST_BE,
                "write data.users, or $ where the rows are the values of the document itself");
        return null;
    }
}
