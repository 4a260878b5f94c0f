package dev.upserter.delivery.answer;

import dev.upserter.batch.BatchRow;
import dev.upserter.problem.Code;

/**
 * A row that was sent and refused for good, or ran out of attempts.
 *
 * @param index    its place in the batch, from 0
 * @param row      where it comes from
 * @param code     why, as a stable code
 * @param attempts how often it was sent
 * @param reason   Customer.io's word for it, or ours
 * @param field    the field at fault; empty if none was named
 * @param message  Customer.io's explanation; may quote personal data, so it belongs in private files only
 */
public record DeadLetter(
        int index, BatchRow row, Code code, int attempts, String reason, String field, String message) {

    /** The place and the reason; never the message, which may quote personal data. */
    @Override
    public String toString() {
        return "DeadLetter[" + row.location() + ", " + code + "]";
    }
}
