package dev.upserter.record;

import dev.upserter.json.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a record's fields, in order. Records with the same names in the same order share one shape, so that whatever
 * depends only on the names is computed once. Compare shapes by identity.
 */
public final class Shape {
    /** No fields. */
    public static final Shape EMPTY = new Shape(List.of());

    private final List<String> names;
    private final Map<String, Integer> places;
    /** Each name as most sources spell it: JSON, in quotes. */
    private final byte[][] quoted;

    public Shape(List<String> names) {
        this.names = List.copyOf(names);
        this.quoted = names.stream().map(Shape::quote).toArray(byte[][]::new);
        this.places = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
    }

    private static byte[] quote(String name) {
        return JsonText.hasUnpairedSurrogate(name) ? new byte[0] : JsonText.quote(name);
    }

    /** The number of fields. */
    public int size() {
        return names.size();
    }

    /** The name of the i-th field. */
    public String name(int i) {
        return names.get(i);
    }

    /** The name of the i-th field as JSON, in quotes; empty if it cannot be encoded in UTF-8. Must not be changed. */
    public byte[] quoted(int i) {
        return quoted[i];
    }

    /** All names, in the order of the record; a name can occur twice. */
    public List<String> names() {
        return names;
    }

    /** The index of the field with this name, the last one if there are several; negative if there is none. */
    public int indexOf(String name) {
        return places.getOrDefault(name, -1);
    }
}
