package dev.upserter.workbook;

/** What a cell holds. */
public enum CellKind {
    /** A text, which may be empty. */
    TEXT,
    /** A number, written as JSON writes numbers. */
    NUMBER,
    /** The boolean true. */
    TRUE,
    /** The boolean false. */
    FALSE,
    /** Nothing that can be used; its text says why. */
    UNREADABLE
}
