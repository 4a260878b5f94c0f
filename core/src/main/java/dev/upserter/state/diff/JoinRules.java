package dev.upserter.state.diff;

import dev.upserter.plan.Duplicates;

/**
 * How to compare a source with the state.
 *
 * @param everybody   whether to send people even if nothing changed
 * @param send        whether to send anything about new people
 * @param sendKnown   whether to send anything about known people
 * @param absent      what to do with people who are no longer in the source
 * @param sendRemoved whether to send anything about them
 * @param keepMarked  whether removed people stay in the state, as marked
 * @param leaveKnown  whether to leave known people as they are, since the source may be older than what they were sent
 * @param forgotten   what comes before this key was known, unless it is new: nobody can tell any more; empty for nothing
 * @param duplicates  which of several rows of one person to use
 */
public record JoinRules(
        boolean everybody,
        boolean send,
        boolean sendKnown,
        Absent absent,
        boolean sendRemoved,
        boolean keepMarked,
        boolean leaveKnown,
        String forgotten,
        Duplicates duplicates) {

    /** Nothing was forgotten. */
    public JoinRules(
            boolean everybody,
            boolean send,
            boolean sendKnown,
            Absent absent,
            boolean sendRemoved,
            boolean keepMarked,
            boolean leaveKnown,
            Duplicates duplicates) {
        this(everybody, send, sendKnown, absent, sendRemoved, keepMarked, leaveKnown, "", duplicates);
    }
}
