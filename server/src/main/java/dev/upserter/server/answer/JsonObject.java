package dev.upserter.server.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object, made of one name and value after the other; a value that is no JSON does not compile. For one thread. */
public final class JsonObject {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Its names and values, in the order in which they came. */
    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    private JsonObject put(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /** This, with a text or null. */
    public JsonObject with(String name, @Nullable String text) {
        return put(name, text);
    }

    /** This, with a whole number. */
    public JsonObject with(String name, long number) {
        return put(name, number);
    }

    /** This, with a whole number or null. */
    public JsonObject with(String name, @Nullable Long number) {
        return put(name, number);
    }

    /** This, with a number or null. */
    public JsonObject with(String name, @Nullable Double number) {
        return put(name, number);
    }

    /** This, with true or false. */
    public JsonObject with(String name, boolean flag) {
        return put(name, flag);
    }

    /** This, with an object or null. */
    public JsonObject with(String name, @Nullable JsonObject object) {
        return put(name, object);
    }

    /** This, with objects. */
    public JsonObject with(String name, List<JsonObject> objects) {
        return put(name, objects);
    }

    /** This, with what is JSON already, or null. */
    public JsonObject with(String name, Json.@Nullable Raw json) {
        return put(name, json);
    }

    /** This, with texts. */
    public JsonObject withTexts(String name, List<String> texts) {
        return put(name, texts);
    }

    /** This, with whole numbers. */
    public JsonObject withNumbers(String name, List<Long> numbers) {
        return put(name, numbers);
    }

    /** This, with null. */
    public JsonObject withNull(String name) {
        return put(name, null);
    }

    /** This, with a value that {@link Json#read} gave. */
    public JsonObject withRead(String name, @Nullable Object value) {
        return put(name, value);
    }
}
