package dev.upserter.source;

import java.util.Locale;

/** The formats of data. */
public enum Format {
    /** An array of objects, or objects one after another. */
    JSON,
    /** One JSON object per line. */
    NDJSON,
    /** A header, then one row per line, with cells separated by commas, semicolons, tabs or bars. */
    CSV,
    /** The same, separated by tabs. */
    TSV,
    /** Parquet. */
    PARQUET,
    /** The rows of one sheet of an Excel workbook. */
    XLSX;

    /** The name as the configuration spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
