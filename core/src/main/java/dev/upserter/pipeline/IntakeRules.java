package dev.upserter.pipeline;

import dev.upserter.operation.Subject;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are taken.
 *
 * @param repeatsAreSent whether each of several rows of one person is sent
 * @param cutOffHint     what to do about a last line without an end, where that is a sign that the source is cut off; null
 *     where it is none
 * @param suppressed     whose rows are left out, since Customer.io would ignore them
 * @param holdsRecent    whether events are left out from which campaigns may start
 * @param eventData      notes what the data of events hold; null where nobody wants to know
 * @param rejections     how many rows may be rejected
 */
public record IntakeRules(
        boolean repeatsAreSent,
        @Nullable String cutOffHint,
        Predicate<Subject> suppressed,
        boolean holdsRecent,
        @Nullable EventDataWatch eventData,
        RejectionLimit rejections) {
    /** Every row is taken, however many are rejected. */
    public static IntakeRules all() {
        return new IntakeRules(true, null, person -> false, false, null, RejectionLimit.none());
    }
}
