package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.source.Dialect;
import dev.upserter.source.RowsPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code source} that say how a file differs from plain CSV, or from a JSON array. */
final class DialectKeys {
    static final Section PART = Section.part();

    private static final String NO_QUOTE = "none";

    static final KeySpec<List<String>> COLUMNS = PART.add(KeySpec.of(
                    "columns",
                    new Own<>(
                            DialectKeys::columns,
                            "\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"anyOf\": [{\"maxItems\": 0},"
                                    + " {\"contains\": {\"pattern\": \"\\\\S\"}}]",
                            "list of texts"),
                    "The names of the columns of CSV, where the file has no header. A column of the name "
                            + "\"\" is left out.",
                    "the names of the columns of [CSV](csv.md#other-forms-of-csv), where the file has no header. A"
                            + " column of the name `\"\"` is left out")
            .defaultsTo(List.of())
            .examples("[[\"id\", \"email\", \"\"]]"));
    static final KeySpec<List<String>> NULL_WORDS = PART.add(KeySpec.of(
                    "nullWords",
                    new Own<>(
                            DialectKeys::nullWords,
                            "\"type\": \"array\", \"items\": {" + new Name().schema() + "}",
                            "list of texts"),
                    "Texts of CSV that say null, in any letter case and with blanks around them.",
                    "texts of CSV that say null, such as `n/a`, in any letter case and with blanks around them."
                            + " `nulls` says what a null does")
            .defaultsTo(List.of())
            .examples("[[\"n/a\", \"NULL\", \"\\\\N\"]]"));
    static final KeySpec<Dialect.Escape> ESCAPE = PART.add(KeySpec.of(
                    "escape",
                    OneOf.of(Dialect.Escape.values()),
                    "What a backslash in CSV means: none itself, backslash that the next character is "
                            + "literal or, as \\n, for a control character. A cell of \\N is null. As MySQL, "
                            + "PostgreSQL and Redshift write.",
                    "what a backslash in CSV means. With `none` it means itself. With `backslash`, the next character"
                            + " is literal or, as in `\\n"
                            + "`, names a control character, and a cell of `\\N` is null")
            .defaultsTo(Dialect.Escape.NONE));
    static final KeySpec<Quote> QUOTE = PART.add(KeySpec.of(
                    "quote",
                    new Own<>(
                            DialectKeys::quote,
                            Type.orFromEnvironment("\"enum\": [\"none\"]}, {\"type\": \"string\", \"pattern\":"
                                    + " \"^[^A-Za-z0-9\\\\\\\\\\\\u0000-\\\\u0020\\\\u007f-\\\\uffff]$\""),
                            "text"),
                    "The character that starts and ends a quoted cell of CSV, or none, where a quotation "
                            + "mark is a character like any other.",
                    "the character that starts and ends a quoted cell of CSV. `none` where a quotation mark is a"
                            + " character like any other")
            .defaultsTo(new Quote('"'), "\"\\\"\""));
    static final KeySpec<Integer> SKIP = PART.add(KeySpec.of(
                    "skip",
                    new Whole(0, Dialect.MAX_SKIP, "write how many lines are before the header"),
                    "How many lines of CSV are left out at the start, before the header.",
                    "how many lines of CSV are left out at the start, before the header")
            .defaultsTo(0));
    static final KeySpec<String> COMMENT = PART.add(KeySpec.of(
                    "comment",
                    new Own<>((field, values) -> start(field, values, "#"), new Name().schema(), "text"),
                    "Lines of CSV that start with this text are left out.",
                    "lines of CSV that start with this text are left out")
            .examples("[\"#\"]"));
    static final KeySpec<Footer> FOOTER = PART.add(KeySpec.of(
                    "footer",
                    new Own<>(
                            DialectKeys::footer,
                            "\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, \"maximum\": " + Dialect.MAX_FOOTER
                                    + "}, {" + new Name().schema() + "}]",
                            "text or whole number"),
                    "What is left out at the end of CSV: a number of lines, or the text with which the first "
                            + "such line starts, which must then be there.",
                    "what is left out at the end of CSV: a number of lines, up to 100, or the text with which the"
                            + " first such line starts, as `Total`, which must then be there")
            .defaultsTo(new Footer(0, null), "0")
            .examples("[1, \"Total\"]"));
    static final KeySpec<Dialect.ShortRows> SHORT_ROWS = PART.add(KeySpec.of(
                    "shortRows",
                    OneOf.of(Dialect.ShortRows.values()),
                    "What becomes of a row of CSV with fewer cells than there are columns: reject rejects "
                            + "it, fill takes the cells that it lacks for empty ones.",
                    "what becomes of a row of CSV with fewer cells than there are columns: `reject` rejects "
                            + "it, `fill` takes the cells that it lacks for empty ones")
            .defaultsTo(Dialect.ShortRows.REJECT));
    static final KeySpec<Dialect.BlankRows> BLANK_ROWS = PART.add(KeySpec.of(
                    "blankRows",
                    OneOf.of(Dialect.BlankRows.values()),
                    "What becomes of a row of CSV whose cells are all empty: skip leaves it out, and counts "
                            + "it as filtered. keep takes it as a row like any other.",
                    "what becomes of a row of CSV whose cells are all empty: `skip` leaves it out, and counts it as"
                            + " filtered. `keep` takes it as a row like any other")
            .defaultsTo(Dialect.BlankRows.SKIP));
    static final KeySpec<RowsPath> ROWS = PART.add(KeySpec.of(
                    "rows",
                    new Own<>(
                            DialectKeys::rows,
                            "\"type\": \"string\", \"pattern\":"
                                    + " \"^[^.]*[^.\\\\s][^.]*(\\\\.[^.]*[^.\\\\s][^.]*){0,19}$\"",
                            "text"),
                    "Where the rows are in a JSON document: a field, or a dotted path to it, that holds a "
                            + "list of objects, or an object whose values are the rows. The key of each then becomes "
                            + "its field _key. $ is the document itself.",
                    "where the rows are in a [JSON document](json.md#rows-inside-a-document): a field, or a dotted"
                            + " path to it, as `data.users`. `$` is the document itself")
            .examples("[\"data\", \"data.users\", \"$\"]"));

    private DialectKeys() {}

    /** What starts and ends a quoted cell; null for nothing. */
    record Quote(@Nullable Character sign) {}

    /** The end of a file: a number of lines, or the text that starts the first of them. */
    record Footer(int lines, @Nullable String start) {}

    static Dialect read(GivenKeys given) {
        Footer footer = given.get(FOOTER);
        return new Dialect(
                given.get(COLUMNS),
                given.get(NULL_WORDS),
                given.get(ESCAPE),
                given.get(QUOTE).sign(),
                given.get(SKIP),
                given.find(COMMENT),
                footer.lines(),
                footer.start(),
                given.get(SHORT_ROWS),
                given.get(BLANK_ROWS),
                given.find(ROWS));
    }

    private static List<String> columns(ConfigNode.Field field, KeyValues values) {
        var names = new ArrayList<String>();
        for (ConfigNode.Field item : texts(field, values, "[\"id\", \"email\"]")) {
            Resolved name = values.text(item, "email");
            if (name != null) {
                names.add(name.text());
            }
        }
        if (names.isEmpty() || names.stream().anyMatch(name -> !name.isBlank())) {
            return names;
        }
        values.note(field, "columns names no column", "write the names, as [\"id\", \"email\"]");
        return List.of();
    }

    private static List<String> nullWords(ConfigNode.Field field, KeyValues values) {
        return texts(field, values, "[\"n/a\", \"NULL\"]").stream()
                .map(item -> values.name(item).text())
                .toList();
    }

    private static List<ConfigNode.Field> texts(ConfigNode.Field field, KeyValues values, String example) {
        return values.list(field, "a list of texts", "an item of " + field.name(), "write " + example);
    }

    private static @Nullable Quote quote(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, NO_QUOTE);
        if (text == null) {
            return null;
        }
        if (text.text().equals(NO_QUOTE)) {
            return new Quote(null);
        }
        if (text.text().length() == 1 && Dialect.isQuote(text.text().charAt(0))) {
            return new Quote(text.text().charAt(0));
        }
        values.note(field, "quote must be " + Dialect.QUOTE_MUST_BE, "write none, or \"'\" for an apostrophe");
        return null;
    }

    private static @Nullable String start(ConfigNode.Field field, KeyValues values, String example) {
        Resolved text = values.text(field, example);
        if (text != null && text.text().isBlank()) {
            values.note(field, field.name() + " must not be empty", "write \"" + example + "\"");
            return null;
        }
        return text == null ? null : text.text();
    }

    private static Footer footer(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Numeral) {
            var lines = new Whole(0, Dialect.MAX_FOOTER, "write how many lines are after the last row");
            return new Footer(lines.read(field, values), null);
        }
        return new Footer(0, start(field, values, "Total"));
    }

    private static @Nullable RowsPath rows(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "data.users");
        if (text == null || RowsPath.isValid(text.text())) {
            return text == null ? null : new RowsPath(text.text());
        }
        values.note(
                field,
                "rows must be " + RowsPath.MUST_BE,
                "write data.users, or $ where the rows are the values of the document itself");
        return null;
    }
}
