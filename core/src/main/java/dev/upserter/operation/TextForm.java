package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;

/** A text or a whole number, written as a JSON text: Customer.io takes identifiers as texts alone. */
final class TextForm {
    private TextForm() {}

    /** The length of what {@link #write} writes, bytes. */
    static int length(JsonValue value) {
        return value.kind() == ValueKind.INTEGER ? value.length() + 2 : value.length();
    }

    static int write(JsonValue value, byte[] target, int at) {
        boolean quote = value.kind() == ValueKind.INTEGER;
        int next = at;
        if (quote) {
            target[next++] = '"';
        }
        next = value.write(target, next);
        if (quote) {
            target[next++] = '"';
        }
        return next;
    }
}
