package dev.upserter.mapping.spec;

/** What a rule may tell of the run. */
public enum RunVariable {
    /** Its id, a text. */
    ID,
    /** When it started, Unix seconds. */
    TIME
}
