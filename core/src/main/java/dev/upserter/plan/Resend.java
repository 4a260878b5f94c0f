package dev.upserter.plan;

/** What to send for known people in the first run after the mapping was changed. */
public enum Resend {
    /** People whose values differ under the new mapping. */
    CHANGED,
    /** All people. */
    ALL,
    /** Nothing: their values under the new mapping are taken as delivered. */
    NOTHING
}
