package dev.upserter.plan;

/** What to do at Customer.io with people and things that are no longer in the source. */
public enum Removal {
    /** They stay as they are; only the state forgets them. */
    NOTHING,
    /** The mapped attributes are cleared. */
    CLEAR,
    /** An attribute is set to true. */
    SET,
    /** What the row had said is taken back: a membership, a relationship, a device. */
    DETACH,
    /** They are deleted. */
    DELETE,
    /** They are deleted for good: Customer.io ignores whatever arrives about them later. */
    SUPPRESS;

    /** Whether the person is gone from Customer.io afterwards. */
    public boolean deletes() {
        return this == DELETE || this == SUPPRESS;
    }
}
