package dev.upserter.mapping;

/** What a null in the source does. */
public enum Nulls {
    /** It is sent, and clears the attribute at Customer.io. */
    KEEP,
    /** It is not sent; the attribute stays as it is. */
    SKIP
}
