package dev.upserter.mapping.spec;

/** What happens to fields that no rule names. */
public enum Unmapped {
    /** They stay behind, and the report names them. */
    DROP,
    /** They are sent under their own names. */
    KEEP,
    /** They stay behind, also where there is no rule: what a row becomes has no attributes. Not for configurations to say. */
    NEVER
}
