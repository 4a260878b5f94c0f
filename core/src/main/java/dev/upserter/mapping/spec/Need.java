package dev.upserter.mapping.spec;

/** How much a mapping needs a field that it names; the greatest need first. */
public enum Need {
    /** Without it in any row, the mapping does not fit the source. */
    REQUIRED,
    /** The mapping says what becomes of a row without it, by {@code default}, {@code when} or within a template. */
    PROVIDED_FOR,
    /** The rule says that it may be missing: {@code optional: true}. */
    OPTIONAL
}
