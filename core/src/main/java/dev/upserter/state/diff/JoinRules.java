package dev.upserter.state.diff;

import dev.upserter.plan.Duplicates;

/**
 * How what is staged is held against what is known.
 *
 * @param everybody  whether people are sent even if nothing changed
 * @param send       whether anything is sent of people who are new
 * @param sendKnown  whether anything is sent of people who are known
 * @param absent     what becomes of people who are no longer in the source
 * @param sendRemoved whether something is sent of them
 * @param keepMarked whether those who were removed stay known, as marked
 * @param leaveKnown whether people who are known are left as they are, since what is staged may be older than what they were sent
 * @param duplicates which of several rows of one person stands
 */
public record JoinRules(
        boolean everybody,
        boolean send,
        boolean sendKnown,
        Absent absent,
        boolean sendRemoved,
        boolean keepMarked,
        boolean leaveKnown,
        Duplicates duplicates) {}
