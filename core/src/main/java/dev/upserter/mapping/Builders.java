package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Objects and lists made of other values. */
final class Builders {
    private Builders() {}

    /** A field of an object: its name, and its value. */
    record Member(JsonValue name, Evaluator value) {
        static Member of(String name, Evaluator value) {
            return new Member(JsonValue.ofText(name), value);
        }
    }

    /** An object of all fields that have a value. */
    record OfObject(List<Member> members) implements Evaluator {
        @Override
        public JsonValue of(EvaluatedRow row) throws UnfitException {
            var json = new ByteArrayOutputStream();
            json.write('{');
            for (Member member : members) {
                JsonValue value = member.value().of(row);
                if (value != null) {
                    separate(json);
                    write(member.name(), json);
                    json.write(':');
                    write(value, json);
                }
            }
            json.write('}');
            return value(json, ValueKind.OBJECT);
        }
    }

    /** A list of all elements that have a value. */
    record OfArray(List<Evaluator> elements) implements Evaluator {
        @Override
        public JsonValue of(EvaluatedRow row) throws UnfitException {
            var json = new ByteArrayOutputStream();
            json.write('[');
            for (Evaluator element : elements) {
                JsonValue value = element.of(row);
                if (value != null) {
                    separate(json);
                    write(value, json);
                }
            }
            json.write(']');
            return value(json, ValueKind.ARRAY);
        }
    }

    private static void separate(ByteArrayOutputStream json) {
        if (json.size() > 1) {
            json.write(',');
        }
    }

    private static void write(JsonValue value, ByteArrayOutputStream json) {
        json.write(value.bytes(), value.start(), value.length());
    }

    private static JsonValue value(ByteArrayOutputStream json, ValueKind kind) {
        byte[] bytes = json.toByteArray();
        return new JsonValue(bytes, 0, bytes.length, kind);
    }
}
