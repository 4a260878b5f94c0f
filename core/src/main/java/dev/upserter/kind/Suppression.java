package dev.upserter.kind;

/** What the rows of a kind do to people whom Customer.io ignores, or is to ignore. */
public enum Suppression {
    /** Nothing: rows about them are ignored. */
    NONE,
    /** From then on the people are ignored. */
    STARTS,
    /** From then on the people are ignored no more. */
    ENDS
}
