package dev.upserter.source;

import java.util.Locale;

/** The forms that data may have. */
public enum Format {
    /** An array of objects, or objects one after another. */
    JSON,
    /** One JSON object a line. */
    NDJSON,
    /** A header, then one row a line, its cells separated by commas, semicolons, tabs or bars. */
    CSV,
    /** The same, separated by tabs. */
    TSV,
    /** Columns, as Parquet packs them. */
    PARQUET,
    /** The rows of one sheet of an Excel workbook. */
    XLSX;

    /** The name as the configuration spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
