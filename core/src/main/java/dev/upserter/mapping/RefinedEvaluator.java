package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.problem.Code;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value and what is done to it.
 *
 * @param name     of the attribute, in messages
 * @param when     null for no condition
 * @param fallback null for none
 * @param casting  null for nothing
 * @param maxBytes null for no limit
 */
record RefinedEvaluator(
        String name,
        @Nullable RowCondition when,
        Evaluator origin,
        @Nullable JsonValue fallback,
        @Nullable Casting casting,
        Nulls nulls,
        @Nullable Integer maxBytes)
        implements Evaluator {

    @Override
    public @Nullable JsonValue of(EvaluatedRow row) throws UnfitException {
        return when == null || when.holds(row) ? valueOf(row) : null;
    }

    /** The value where the condition holds. */
    @Nullable
    JsonValue valueOf(EvaluatedRow row) throws UnfitException {
        JsonValue value = origin.of(row);
        if (fallback != null && (value == null || value.kind() == ValueKind.NULL)) {
            value = fallback;
        } else if (casting != null && value != null && value.kind() != ValueKind.NULL) {
            value = casting.of(value, row);
        }
        value = value == null ? null : nulls(value);
        return value == null || maxBytes == null ? value : cut(value, maxBytes, row);
    }

    private @Nullable JsonValue nulls(JsonValue value) {
        return switch (nulls) {
            case KEEP -> value;
            case SKIP -> value.kind() == ValueKind.NULL ? null : value;
            case CLEAR -> value.isEmptyText() ? JsonValue.NULL : value;
        };
    }

    /** The first bytes that fit, cut between two characters. */
    private JsonValue cut(JsonValue value, int most, EvaluatedRow row) {
        if (value.kind() != ValueKind.TEXT || value.length() - 2 <= most) {
            return value;
        }
        byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
        if (text.length <= most) {
            return value;
        }
        int end = most;
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        row.note(
                Code.VALUE_CUT,
                name,
                () -> "the attribute " + name + " had " + text.length + " bytes and was cut to " + most);
        return JsonValue.ofText(new String(text, 0, end, StandardCharsets.UTF_8));
    }
}
