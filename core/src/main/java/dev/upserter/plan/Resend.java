package dev.upserter.plan;

/** What is sent of people who are known, in the first run after the mapping was changed. */
public enum Resend {
    /** Those whose values differ under the new mapping. */
    CHANGED,
    /** All of them. */
    ALL,
    /** Nothing: what the new mapping makes of them is taken as delivered. */
    NOTHING
}
