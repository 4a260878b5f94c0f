package dev.upserter.config.read;

import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Megabytes;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Text;
import dev.upserter.config.keys.Type;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.DatabaseUrl;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.Format;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.SourceConfig;
import dev.upserter.workbook.CellForm;
import dev.upserter.workbook.WorkbookConfig;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** The keys of {@code source}. */
final class SourceKeys {
    private static final String NO_DATABASE = "ask a database or this machine's files";

    private static final Section PLACE = Section.part();

    static final KeySpec<String> FILE = PLACE.add(KeySpec.of(
                    "file",
                    new Name(),
                    "The file, or a pattern for several, relative to the configuration's folder. DATA on"
                            + " the command line takes precedence. Refused in an uploaded configuration.",
                    "the file, or a pattern for [several](sources.md#several-files), relative to the"
                            + " configuration's folder. With it, the command needs no DATA. DATA on the command line"
                            + " takes precedence. Refused in an uploaded configuration")
            .examples("[\"users/*.csv\"]")
            .notUploaded("name files of this machine", "remove file, and send the data along"));
    static final KeySpec<String> QUERY = PLACE.add(KeySpec.of(
                    "query",
                    new Own<>(SourceKeys::query, new Name().schema(), "text"),
                    "One SELECT whose result is the rows: over local files by the embedded DuckDB,"
                            + " relative to the configuration's folder, or over the database of url. Refused in an"
                            + " uploaded configuration.",
                    "one SELECT whose result is the rows: over [local files](sql-files.md), relative to"
                            + " the configuration's folder, or over the database of `url`. Refused in an uploaded"
                            + " configuration")
            .examples("[\"select id, email from 'users/*.parquet'\"]")
            .notUploaded(NO_DATABASE, "remove query, and send the data along"));
    static final KeySpec<DatabaseUrl.Reading.Good> URL = PLACE.add(KeySpec.of(
                    "url",
                    new Own<>(
                            SourceKeys::url,
                            Type.orFromEnvironment("\"type\": \"string\", \"pattern\":"
                                    + " \"^(jdbc:[A-Za-z][A-Za-z0-9+.-]*:|postgres(ql)?://)\\\\S*$\""),
                            "text"),
                    "The database of the query: a JDBC URL, or postgres://host/database. Refused in an"
                            + " uploaded configuration.",
                    "the [database](databases.md) of `query`: a JDBC URL, or"
                            + " `postgres://user:password@host/database`. Refused in an uploaded configuration")
            .examples("[\"jdbc:postgresql://127.0.0.1:5432/shop\"]")
            .needs("query")
            .notUploaded(NO_DATABASE, "remove url, and send the data along"));

    /** They mean nothing without a url. */
    static final Section DATABASE = Section.part();

    static final KeySpec<String> USER = DATABASE.add(KeySpec.of(
                    "user",
                    new Text("reader"),
                    "The user of the database.",
                    "the user of the database, best as `${DATABASE_USER}`")
            .examples("[\"${DATABASE_USER}\"]")
            .needs("url"));
    static final KeySpec<String> PASSWORD = DATABASE.add(KeySpec.of(
                    "password",
                    new Text("${DATABASE_PASSWORD}"),
                    "The user's password.",
                    "that user's password, best as `${DATABASE_PASSWORD}`")
            .examples("[\"${DATABASE_PASSWORD}\"]")
            .needs("url"));
    static final KeySpec<Integer> FETCH_SIZE = DATABASE.add(KeySpec.of(
                    "fetchSize",
                    new Whole(1, DatabaseConfig.MAX_FETCH_SIZE),
                    "How many rows the database returns at once.",
                    "how many rows the database returns at once, 1 to 100000")
            .defaultsTo(DatabaseConfig.DEFAULT_FETCH_SIZE)
            .needs("url"));

    private static final Section ANSWER = Section.part();

    static final KeySpec<Integer> MAX_ANSWER = ANSWER.add(KeySpec.of(
                    "maxAnswer",
                    new Megabytes(1, 1 << 20),
                    "How large the result of the query may be, as a run saves it in its folder before it"
                            + " sends: a whole number and its unit, MB or GB, from 1MB to 1024GB.",
                    "how large the result of the query may be, as a run [saves"
                            + " it](databases.md#the-result-is-saved-first): a whole number and its unit, `MB` or"
                            + " `GB`, from `1MB`")
            .defaultsTo((int) (QueryConfig.DEFAULT_MAX_BYTES >> 20), "\"20GB\"")
            .needs("query"));

    /** They say how a file is read. A query says that itself: read_csv('users.csv', encoding = 'latin-1'). */
    private static final Section FORMS = Section.part();

    static final KeySpec<Format> FORMAT = FORMS.add(KeySpec.of(
            "format",
            OneOf.of(Format.values()),
            "The format of the data. Without it, their content and the file's name decide.",
            "`json`, `ndjson`, `csv`, `tsv`, `parquet` or `xlsx`, if the content and the name do not show" + " it"));
    static final KeySpec<Character> DELIMITER = FORMS.add(KeySpec.of(
                    "delimiter",
                    new Own<>(
                            SourceKeys::delimiter,
                            Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"^[^A-Za-z0-9\\\"\\\\r"
                                    + "\\\\n"
                                    + "\\\\u0000\\\\u0080-\\\\uffff]$\""),
                            "text"),
                    "What separates the cells of CSV. Where absent, the content decides.",
                    "what separates the cells of CSV, one character. Without it, the content decides. In"
                            + " TSV it is a tab")
            .examples("[\";\", \"\\t\"]"));
    static final KeySpec<Charset> ENCODING = FORMS.add(KeySpec.of(
                    "encoding",
                    new Own<>(SourceKeys::encoding, "\"type\": \"string\"", "text"),
                    "The encoding of the text. Without it: UTF-8, or UTF-16 or UTF-32 with a byte-order" + " mark.",
                    "the encoding of the text, such as `windows-1252`, `iso-8859-1` or `utf-16le`. Without"
                            + " it, it is UTF-8, or UTF-16 or UTF-32 if a byte-order mark says so")
            .examples("[\"windows-1252\", \"iso-8859-1\", \"utf-16le\"]"));
    static final KeySpec<EmptyCells> EMPTY_CELLS = FORMS.add(KeySpec.of(
                    "emptyCells",
                    OneOf.of(EmptyCells.values()),
                    "What an empty cell of CSV or Excel means. skip: no value. quoted: the empty text if"
                            + " it is quoted, and no value otherwise. null: null.",
                    "what an empty cell of CSV or Excel means. `skip`: no value, so the attribute stays as"
                            + " it is. `quoted`: the empty text if the cell is quoted (`\"\"`), or holds an empty"
                            + " text in Excel, and no value otherwise. `null`: null, and `nulls` says what follows")
            .defaultsTo(EmptyCells.SKIP));

    private static final Section WORKBOOK = Section.part();

    static final KeySpec<Sheet> SHEET = WORKBOOK.add(KeySpec.of(
                    "sheet",
                    new Own<>(
                            SourceKeys::sheet,
                            "\"anyOf\": [{" + new Name().schema()
                                    + "}, {\"type\": \"integer\", \"minimum\": 1, \"maximum\": "
                                    + WorkbookConfig.MAX_SHEETS + "}]",
                            "text or whole number"),
                    "Of an Excel workbook: the name of the sheet, or its number among the sheets that Excel "
                            + "shows.",
                    "of an Excel workbook: the name of the [sheet](excel.md), or its number among "
                            + "the sheets that Excel shows")
            .defaultsTo(new Sheet(null, 1), "1")
            .examples("[\"People\", 2]"));
    static final KeySpec<CellForm> CELLS = WORKBOOK.add(KeySpec.of(
                    "cells",
                    OneOf.of(CellForm.values()),
                    "Of an Excel workbook: exact numbers, booleans and dates as they are stored. shown each "
                            + "value as the text that its cell shows.",
                    "of an Excel workbook: `exact` numbers, booleans and dates as they are stored, `shown` each value"
                            + " as the text that its cell shows")
            .defaultsTo(CellForm.EXACT));

    /** Of the engine that reads Parquet and answers queries over files. */
    static final Section ENGINE = Section.part();

    static final KeySpec<Integer> MEMORY = ENGINE.add(KeySpec.of(
                    "memory",
                    new Megabytes(EngineConfig.MIN_MEGABYTES, EngineConfig.MAX_MEGABYTES),
                    "How much memory the engine for Parquet and for queries over files may use, besides"
                            + " the rest: a whole number and its unit, MB or GB, from 64MB to 1024GB. What does not"
                            + " fit goes to a temporary folder.",
                    "how much memory the engine for Parquet and for queries over files may use, besides"
                            + " the rest: a whole number and its unit, `MB` or `GB`, from `64MB`. What does not fit"
                            + " goes to a temporary folder")
            .defaultsTo(EngineConfig.DEFAULT.memoryMegabytes(), "\"256MB\""));
    static final KeySpec<Integer> THREADS = ENGINE.add(KeySpec.of(
                    "threads",
                    new Whole(1, EngineConfig.MAX_THREADS),
                    "How many threads that engine may use.",
                    "how many threads that engine may use, 1 to 256")
            .defaultsTo(EngineConfig.DEFAULT.threads()));

    /** All that say how a file is read. */
    static final Section OF_FILES = Section.of("", "", FORMS, DialectKeys.PART, WORKBOOK);

    static final Section SECTION = Section.of(
            "source has no key",
            "\"not\": {\"description\": \"A query can read files itself.\", \"required\": [\"file\", \"query\"]}",
            PLACE,
            DATABASE,
            ANSWER,
            OF_FILES,
            ENGINE);

    private SourceKeys() {}

    /**
     * A sheet of a workbook.
     *
     * @param name   null for the one of the number
     * @param number among the sheets that Excel shows
     */
    record Sheet(@Nullable String name, int number) {}

    private static Sheet sheet(ConfigNode.Field field, KeyValues values) {
        return field.value() instanceof ConfigNode.Numeral
                ? new Sheet(null, new Whole(1, WorkbookConfig.MAX_SHEETS).read(field, values))
                : new Sheet(values.name(field).text(), 1);
    }

    private static @Nullable String query(ConfigNode.Field field, KeyValues values) {
        Resolved sql = values.text(field, "select id, email from 'users/*.parquet'");
        if (sql != null && sql.text().isBlank()) {
            values.note(field, "query must not be empty", "write a SELECT");
            return null;
        }
        return sql == null ? null : sql.text();
    }

    private static DatabaseUrl.Reading.@Nullable Good url(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "jdbc:postgresql://host/database");
        if (text == null) {
            return null;
        }
        return switch (DatabaseUrl.read(text.text())) {
            case DatabaseUrl.Reading.Good good -> good;
            case DatabaseUrl.Reading.Wrong wrong -> {
                values.note(field, "url " + wrong.message(), wrong.hint());
                yield null;
            }
        };
    }

    private static @Nullable Character delimiter(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, ";");
        if (text == null) {
            return null;
        }
        if (text.text().length() == 1 && SourceConfig.isDelimiter(text.text().charAt(0))) {
            return text.text().charAt(0);
        }
        values.note(field, "delimiter must be " + SourceConfig.DELIMITER_MUST_BE, "write \";\", or \"\\t\" for a tab");
        return null;
    }

    private static @Nullable Charset encoding(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "windows-1252");
        if (text == null) {
            return null;
        }
        try {
            return Charset.forName(text.text());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            values.note(
                    field,
                    "there is no encoding of this name",
                    "write utf-8, utf-16le, iso-8859-1 or windows-1252, for example");
            return null;
        }
    }
}
