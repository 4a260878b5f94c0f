package dev.upserter.source;

import dev.upserter.problem.Problems;
import dev.upserter.workbook.WorkbookConfig;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from, and their format.
 *
 * @param file       the file, or a pattern for several; null where the command names the data
 * @param format     the format; null to detect it from each file's content and name
 * @param delimiter  the separator of CSV cells, one ASCII character; null to detect it
 * @param encoding   of the text; null for UTF-8, or the encoding of a byte-order mark
 * @param emptyCells the meaning of an empty cell of CSV
 * @param query      the query that returns the rows; null if they are in a file or the command names them
 * @param engine     the resources of the engine that reads Parquet and runs queries
 * @param workbook   what to read of an Excel workbook, and how
 * @param maxBytes   the largest size of a packed file, unpacked
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

    /** The default: everything is detected from the data. */
    public static final SourceConfig DEFAULT = new SourceConfig(null, null, null, null, EmptyCells.SKIP);

    /** The requirement on a delimiter, as messages word it. */
    public static final String DELIMITER_MUST_BE = "one ASCII character, no letter, digit, quote or line break";

    public SourceConfig {
        new Problems()
                .require(file == null || !file.isBlank(), "file", "a path")
                .require(delimiter == null || isDelimiter(delimiter), "delimiter", DELIMITER_MUST_BE)
                .require(file == null || query == null, "query", "absent where there is a file")
                .throwIfAny();
    }

    /** Whether it says where the rows come from: from a file, or a query. */
    public boolean namesRows() {
        return file != null || query != null;
    }

    /** Rows in the plain format. */
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
        this(file, format, delimiter, encoding, emptyCells, null, EngineConfig.DEFAULT, Long.MAX_VALUE);
    }

    /** A copy with a limit on the unpacked size of packed files. */
    public SourceConfig withMaxBytes(long most) {
        return new SourceConfig(file, format, delimiter, encoding, emptyCells, query, engine, workbook, most, dialect);
    }

    /** A copy with rows in another dialect. */
    public SourceConfig withDialect(Dialect other) {
        return new SourceConfig(
                file, format, delimiter, encoding, emptyCells, query, engine, workbook, maxBytes, other);
    }

    /** A copy with other settings for workbooks. */
    public SourceConfig with(WorkbookConfig itsWorkbook) {
        return new SourceConfig(
                file, format, delimiter, encoding, emptyCells, query, engine, itsWorkbook, maxBytes, dialect);
    }

    /** A copy with another encoding. */
    public SourceConfig withEncoding(Charset other) {
        return new SourceConfig(file, format, delimiter, other, emptyCells, query, engine, workbook, maxBytes, dialect);
    }

    /** A copy with another delimiter. */
    public SourceConfig withDelimiter(char other) {
        return new SourceConfig(file, format, other, encoding, emptyCells, query, engine, workbook, maxBytes, dialect);
    }

    /** Whether the format is configured, or how its rows are written. */
    public boolean saysForm() {
        return format != null || delimiter != null || !dialect.isPlainForm();
    }

    /** Whether a character can separate cells. */
    public static boolean isDelimiter(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c) && c != '"' && c != '\n' && c != '\r' && c != 0;
    }
}
