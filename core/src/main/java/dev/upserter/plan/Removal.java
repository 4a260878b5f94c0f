package dev.upserter.plan;

/** What becomes, at Customer.io, of people who are no longer in the source. */
public enum Removal {
    /** They stay as they are, and are forgotten here. */
    NOTHING,
    /** The mapped attributes are cleared. */
    CLEAR,
    /** An attribute is set to true. */
    SET,
    /** They are deleted. */
    DELETE,
    /** They are deleted for good: Customer.io ignores whatever comes of them later. */
    SUPPRESS;

    /** Whether the person is gone from Customer.io afterwards. */
    public boolean deletes() {
        return this == DELETE || this == SUPPRESS;
    }
}
