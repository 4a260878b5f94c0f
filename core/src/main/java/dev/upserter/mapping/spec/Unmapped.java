package dev.upserter.mapping.spec;

/** What happens to fields that no rule names. */
public enum Unmapped {
    /** They stay behind, and the report names them. */
    DROP,
    /** They are sent under their own names. */
    KEEP
}
