package dev.upserter.mapping.spec;

/** What a null in the source does. */
public enum Nulls {
    /** It is sent, and clears the attribute at Customer.io. */
    KEEP,
    /** It is not sent; the attribute stays as it is. */
    SKIP,
    /** It is sent, and so is null in place of an empty text: both clear the attribute. */
    CLEAR
}
