package dev.upserter.workbook;

/** The kind of a cell's value. */
public enum CellKind {
    /** A text, which may be empty. */
    TEXT,
    /** A number, as JSON writes numbers. */
    NUMBER,
    /** The boolean true. */
    TRUE,
    /** The boolean false. */
    FALSE,
    /** An unusable value; its text says why. */
    UNREADABLE
}
