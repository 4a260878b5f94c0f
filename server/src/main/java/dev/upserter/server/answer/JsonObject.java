package dev.upserter.server.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object, built one name and value after the other; values that are not JSON do not compile. For one thread. */
public final class JsonObject {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Its names and values, in the order in which they were added. */
    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    private JsonObject put(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds a text or null. */
    public JsonObject with(String name, @Nullable String text) {
        return put(name, text);
    }

    /** Adds a whole number. */
    public JsonObject with(String name, long number) {
        return put(name, number);
    }

    /** Adds a whole number or null. */
    public JsonObject with(String name, @Nullable Long number) {
        return put(name, number);
    }

    /** Adds a number or null. */
    public JsonObject with(String name, @Nullable Double number) {
        return put(name, number);
    }

    /** Adds true or false. */
    public JsonObject with(String name, boolean flag) {
        return put(name, flag);
    }

    /** Adds an object or null. */
    public JsonObject with(String name, @Nullable JsonObject object) {
        return put(name, object);
    }

    /** Adds a list of objects. */
    public JsonObject with(String name, List<JsonObject> objects) {
        return put(name, objects);
    }

    /** Adds a value that is already JSON text, or null. */
    public JsonObject with(String name, Json.@Nullable Raw json) {
        return put(name, json);
    }

    /** Adds a list of texts. */
    public JsonObject withTexts(String name, List<String> texts) {
        return put(name, texts);
    }

    /** Adds a list of whole numbers. */
    public JsonObject withNumbers(String name, List<Long> numbers) {
        return put(name, numbers);
    }

    /** Adds null. */
    public JsonObject withNull(String name) {
        return put(name, null);
    }

    /** Adds a value that {@link Json#read} returned. */
    public JsonObject withRead(String name, @Nullable Object value) {
        return put(name, value);
    }
}
