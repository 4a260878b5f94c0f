package dev.upserter.source;

import dev.upserter.problem.Problems;
import dev.upserter.workbook.WorkbookConfig;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from, and how they are written down.
 *
 * @param file       the file, or a pattern for several; null where the command names the data
 * @param format     the form; null where each file's content and name tell
 * @param delimiter  what separates the cells of CSV, one ASCII character; null where the content tells
 * @param encoding   of the text; null for UTF-8, or what a byte-order mark says
 * @param emptyCells what an empty cell of CSV says
 * @param query      the question whose answer is the rows; null where a file or the command has them
 * @param engine     what the engine that reads Parquet and answers queries may take of the machine
 * @param workbook   what is read of an Excel workbook, and how
 * @param maxBytes   what a packed file may have at most, unpacked
 * @param dialect    how the file differs from plain CSV, or from a JSON array of rows
 */
public record SourceConfig(
        @Nullable String file,
        @Nullable Format format,
        @Nullable Character delimiter,
        @Nullable Charset encoding,
        EmptyCells emptyCells,
        @Nullable QueryConfig query,
        EngineConfig engine,
        WorkbookConfig workbook,
        long maxBytes,
        Dialect dialect) {

    /** Everything is told by the data. */
    public static final SourceConfig USUAL = new SourceConfig(null, null, null, null, EmptyCells.SKIP);

    /** What a delimiter is. */
    public static final String DELIMITER_MUST_BE = "one ASCII character, no letter, digit, quote or line break";

    public SourceConfig {
        new Problems()
                .require(file == null || !file.isBlank(), "file", "a path")
                .require(delimiter == null || isDelimiter(delimiter), "delimiter", DELIMITER_MUST_BE)
                .require(file == null || query == null, "query", "absent where there is a file")
                .throwIfAny();
    }

    /** Rows in the plain form. */
    public SourceConfig(
            @Nullable String file,
            @Nullable Format format,
            @Nullable Character delimiter,
            @Nullable Charset encoding,
            EmptyCells emptyCells,
            @Nullable QueryConfig query,
            EngineConfig engine,
            long maxBytes) {
        this(
                file,
                format,
                delimiter,
                encoding,
                emptyCells,
                query,
                engine,
                WorkbookConfig.DEFAULT,
                maxBytes,
                Dialect.PLAIN);
    }

    /** Rows of files. */
    public SourceConfig(
            @Nullable String file,
            @Nullable Format format,
            @Nullable Character delimiter,
            @Nullable Charset encoding,
            EmptyCells emptyCells) {
        this(file, format, delimiter, encoding, emptyCells, null, EngineConfig.USUAL, Long.MAX_VALUE);
    }

    /** This, with a limit on what packed files may have, unpacked. */
    public SourceConfig withMaxBytes(long most) {
        return new SourceConfig(file, format, delimiter, encoding, emptyCells, query, engine, workbook, most, dialect);
    }

    /** This, with rows written down in another way. */
    public SourceConfig withDialect(Dialect other) {
        return new SourceConfig(
                file, format, delimiter, encoding, emptyCells, query, engine, workbook, maxBytes, other);
    }

    /** This, with what is read of workbooks. */
    public SourceConfig with(WorkbookConfig itsWorkbook) {
        return new SourceConfig(
                file, format, delimiter, encoding, emptyCells, query, engine, itsWorkbook, maxBytes, dialect);
    }

    /** This, in another encoding. */
    public SourceConfig withEncoding(Charset other) {
        return new SourceConfig(file, format, delimiter, other, emptyCells, query, engine, workbook, maxBytes, dialect);
    }

    /** This, with another delimiter. */
    public SourceConfig withDelimiter(char other) {
        return new SourceConfig(file, format, other, encoding, emptyCells, query, engine, workbook, maxBytes, dialect);
    }

    /** Whether a character can separate cells. */
    public static boolean isDelimiter(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c) && c != '"' && c != '\n' && c != '\r' && c != 0;
    }
}
