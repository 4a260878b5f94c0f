package dev.upserter.profile;

/**
 * Whether a form is that of a column: of all its values, or of nearly all where there are many. A few odd values among
 * thousands do not turn a column of dates into one of texts; the rules say what becomes of them. Stateless.
 */
public final class Share {
    private static final int ODD_ONE_OF = 100;

    /** As many odd values, and as large a share of those seen so far, tell that a form is not that of the column. */
    private static final int MANY = 20;

    private static final int MANY_OF = 20;

    private Share() {}

    /** Whether all values have a form, but for one in a hundred at most. */
    public static boolean isNearlyAll(long some, long all) {
        return all > 0 && (all - some) * ODD_ONE_OF <= all;
    }

    /** Whether the values seen so far rule a form out, so that it need not be looked for any more. */
    static boolean isRuledOut(long odd, long seen) {
        return odd > MANY && odd * MANY_OF > seen;
    }
}
