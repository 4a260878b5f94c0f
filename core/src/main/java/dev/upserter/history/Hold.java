package dev.upserter.history;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.util.Optional;

/**
 * Why a run removes no person, though it sends other changes.
 *
 * @param why               the doubt, as the end of a sentence
 * @param hint              what to do, and which run removes them
 * @param countsAsCompleted whether later runs may remove people without asking first, though this one held them
 */
public record Hold(String why, String hint, boolean countsAsCompleted) {

    /**
     * A row whose person is unknown may be about any person who seems to be gone.
     *
     * @param terms on which a later run removes them
     */
    public static Optional<Hold> ofRejected(long untold, String terms) {
        return untold == 0
                ? Optional.empty()
                : Optional.of(new Hold(
                        Quantities.say(untold) + " rejected "
                                + (untold == 1 ? "row does not say whose it is" : "rows do not say whose they are"),
                        "correct the rejected rows in the export. The first run in which each row says whose it is removes"
                                + " them, " + terms,
                        false));
    }

    /**
     * An identifier that a spreadsheet changed may be that of any person who seems to be gone.
     *
     * @param rows  that have such an identifier, and were not rejected
     * @param terms on which a later run removes them
     */
    public static Optional<Hold> ofDamaged(long rows, String terms) {
        return rows == 0
                ? Optional.empty()
                : Optional.of(new Hold(
                        (rows == 1 ? "an identifier looks" : Quantities.say(rows) + " identifiers look")
                                + " as if a spreadsheet had changed " + (rows == 1 ? "it" : "them")
                                + " (ID_DAMAGED), and may be "
                                + (rows == 1 ? "that of one of them" : "theirs"),
                        "export the identifiers as text. The first run without such identifiers removes them, " + terms
                                + ". If they are right, guards.ID_DAMAGED: off takes them as they are",
                        false));
    }

    /** Rows that were not read may be about any person who seems to be gone. */
    public static Hold ofShorterSource(String sign, String terms) {
        return new Hold(
                "the source may be shorter than meant, since " + sign,
                "check the export. The first run of a whole source removes them, " + terms
                        + ". --allow-removals takes this source as whole",
                false);
    }

    /** A file may be missing now, or was there by accident before. */
    public static Hold ofFewerFiles(String sign, String terms) {
        return new Hold(
                "the source may be shorter than meant, since " + sign,
                "check the export for a missing file: after a run like this one has completed, the first one with no"
                        + " fewer files removes them, " + terms
                        + ". --allow-removals takes this source as whole",
                false);
    }

    /** No run has shown yet what the complete source looks like. */
    public static Hold ofNoRunBefore(String unfinished, String terms) {
        return new Hold(
                "no run of the sync has completed before. The run " + unfinished
                        + " before this one was cut off or stopped",
                "nothing to do if they are gone indeed: the next run removes them, " + terms
                        + ". upserter plan names them",
                true);
    }

    /**
     * The problem for the report.
     *
     * @param count  of those that would have been removed
     * @param thing  what one is
     * @param things what several are
     * @return empty if there are none
     */
    public Optional<Problem> problem(long count, String thing, String things) {
        String pronoun = thing.equals("person") ? " who " : " that ";
        return count == 0
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.REMOVALS_HELD,
                        null,
                        (count == 1
                                        ? "1 " + thing + pronoun + "is"
                                        : Quantities.say(count) + " " + things + pronoun + "are")
                                + " no longer in the source "
                                + (count == 1 ? "is" : "are") + " not removed: " + why,
                        hint));
    }
}
