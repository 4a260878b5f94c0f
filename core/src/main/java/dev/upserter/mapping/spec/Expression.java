package dev.upserter.mapping.spec;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A value: where it comes from, and what is done to it, in this order.
 *
 * @param when     a condition in Liquid; where it does not hold, there is no value; null for none
 * @param origin   where it comes from
 * @param fallback the value, as JSON, where there is none or null; it is not cast; null for none
 * @param cast     what it is made; null for nothing
 * @param nulls    what a null does; null for what the mapping says
 * @param maxBytes a longer text is cut, bytes of UTF-8; null for no limit
 * @param optional whether the source may be without the fields that it names
 */
public record Expression(
        @Nullable String when,
        ValueOrigin origin,
        @Nullable String fallback,
        @Nullable Cast cast,
        @Nullable Nulls nulls,
        @Nullable Integer maxBytes,
        boolean optional)
        implements Serializable {

    /** Checks the condition; {@link IllegalArgumentException} if it is none. */
    public Expression {
        if (when != null) {
            LiquidText.condition(when);
        }
    }

    /** A value whose fields the source must have. */
    public Expression(
            @Nullable String when,
            ValueOrigin origin,
            @Nullable String fallback,
            @Nullable Cast cast,
            @Nullable Nulls nulls,
            @Nullable Integer maxBytes) {
        this(when, origin, fallback, cast, nulls, maxBytes, false);
    }

    /** A value with nothing done to it. */
    public static Expression of(ValueOrigin origin) {
        return new Expression(null, origin, null, null, null, null);
    }

    /** This, made something else. */
    public Expression as(Cast other) {
        return new Expression(when, origin, fallback, other, nulls, maxBytes, optional);
    }

    /** How much the fields are needed that it names. */
    public Need need() {
        return optional ? Need.OPTIONAL : when != null || fallback != null ? Need.PROVIDED_FOR : Need.REQUIRED;
    }

    /** Whether it is a field with nothing done to it. */
    public boolean isPlain() {
        return origin instanceof ValueOrigin.Field
                && when == null
                && fallback == null
                && cast == null
                && nulls == null
                && maxBytes == null;
    }
}
