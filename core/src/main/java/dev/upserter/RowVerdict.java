package dev.upserter;

/** What became of a row. Each row that was read has exactly one, and a report counts how many have each. */
public enum RowVerdict {
    /** Customer.io has acknowledged it. */
    DELIVERED,
    /** It was not sent: Customer.io has the same values already, or another row of the same person stands for it. */
    UNCHANGED,
    /** The configuration, or what was asked for, leaves it out. */
    FILTERED,
    /** It was not sent: it could not be read, mapped or accepted. */
    REJECTED,
    /** Customer.io refused it for good, or it ran out of attempts: a dead letter. */
    REFUSED,
    /**
     * Nobody knows, or nothing was sent: the run was stopped, the destination was down, or it was a check. Customer.io may have the
     * row. To send it again is safe.
     */
    PENDING
}
