package dev.upserter.json;

/** The kinds of JSON values; whole numbers are distinguished from those with a fraction or an exponent. */
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
