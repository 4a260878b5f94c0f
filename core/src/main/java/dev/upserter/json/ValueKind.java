package dev.upserter.json;

/** The kinds of JSON values; a whole number is told from one with a fraction or an exponent. */
public enum ValueKind {
    TEXT,
    INTEGER,
    DECIMAL,
    TRUE,
    FALSE,
    NULL,
    OBJECT,
    ARRAY
}
