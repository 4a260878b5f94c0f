package dev.upserter.kind;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.UnfitException;
import dev.upserter.problem.Code;
import org.jspecify.annotations.Nullable;

/** A time that Customer.io takes in whole seconds since 1970. */
final class UnixSeconds {
    /** Later ones are milliseconds: the year 5138. */
    private static final int MOST_DIGITS = 11;

    private UnixSeconds() {}

    /**
     * The value of a key; null where the row has none.
     *
     * @throws UnfitException if it is anything but such a time
     */
    static @Nullable JsonValue of(@Nullable JsonValue value, Slot<?> slot) throws UnfitException {
        boolean isSeconds = value == null
                || value.kind() == ValueKind.INTEGER
                        && value.length() <= MOST_DIGITS
                        && value.bytes()[value.start()] != '-';
        if (!isSeconds) {
            throw new UnfitException(
                    Code.PART_MALFORMED, "the value of " + slot + " is not a time in whole Unix seconds");
        }
        return value;
    }
}
