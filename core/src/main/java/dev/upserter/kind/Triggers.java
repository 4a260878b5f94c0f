package dev.upserter.kind;

/** What becomes of events so young that they may start campaigns, at a first run above all. */
public enum Triggers {
    /** The first run that would send some stops before its first request, and says how many there are. */
    ASK,
    /** They are left out. */
    HOLD,
    /** They are sent. */
    ALLOW
}
