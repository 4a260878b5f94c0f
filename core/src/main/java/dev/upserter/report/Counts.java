package dev.upserter.report;

import java.io.Serializable;

/**
 * The outcome of the rows of a run: {@code read + removed = filtered + unchanged + delivered + rejected + deadLetters +
 * pending}.
 *
 * @param read        rows read from the source
 * @param removed     people known before and absent from the source
 * @param filtered    left out by the configuration's filter
 * @param unchanged   not sent, because Customer.io has the same values already
 * @param delivered   acknowledged by Customer.io
 * @param rejected    never sent, because they could not be read, mapped or accepted
 * @param deadLetters sent and refused for good, or out of attempts
 * @param pending     neither delivered nor given up when the run ended
 */
public record Counts(
        long read,
        long removed,
        long filtered,
        long unchanged,
        long delivered,
        long rejected,
        long deadLetters,
        long pending)
        implements Serializable {

    /** Counts of a run without a filter. */
    public Counts(
            long read, long removed, long unchanged, long delivered, long rejected, long deadLetters, long pending) {
        this(read, removed, 0, unchanged, delivered, rejected, deadLetters, pending);
    }

    /**
     * Checks the equation.
     *
     * @throws IllegalArgumentException if the counts do not add up, or one is negative: a defect of this program, never
     *     hidden
     */
    public Counts {
        // Of several numbers one is negative if and only if the sign bit of their union is set.
        boolean isNegative = (read | removed | filtered | unchanged | delivered | rejected | deadLetters | pending) < 0;
        if (isNegative || read + removed != filtered + unchanged + delivered + rejected + deadLetters + pending) {
            throw new IllegalArgumentException("the counts do not add up: read " + read + " + removed " + removed
                    + " = filtered " + filtered + " + unchanged " + unchanged + " + delivered " + delivered
                    + " + rejected " + rejected
                    + " + dead letters " + deadLetters + " + pending " + pending);
        }
    }
}
