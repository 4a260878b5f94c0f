package dev.upserter.config.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * The keys that one object of a configuration may have, in the order of the documentation. Filled while the class of its table is
 * loaded, and not changed after.
 */
public final class Section {
    private final String noKey;
    private final Supplier<String> constraints;
    private final List<KeySpec<?>> keys = new ArrayList<>();

    private Section(String noKey, Supplier<String> constraints) {
        this.noKey = noKey;
        this.constraints = constraints;
    }

    /**
     * The keys of an object.
     *
     * @param noKey       starts the message about another key: "there is no key"
     * @param constraints further members of the schema's object, as JSON without the braces; may be empty
     * @param parts       the first of its keys
     */
    public static Section of(String noKey, String constraints, Section... parts) {
        return of(noKey, () -> constraints, parts);
    }

    /** The same, with constraints that only the schema asks for: a run does without them. */
    public static Section of(String noKey, Supplier<String> constraints, Section... parts) {
        var section = new Section(noKey, constraints);
        for (Section part : parts) {
            section.keys.addAll(part.keys);
        }
        return section;
    }

    /** Some of the keys of objects. */
    public static Section part(KeySpec<?>... keys) {
        Section part = of("", "");
        part.keys.addAll(List.of(keys));
        return part;
    }

    /** Adds a key. */
    public <T> KeySpec<T> add(KeySpec<T> key) {
        keys.add(key);
        return key;
    }

    public List<KeySpec<?>> keys() {
        return Collections.unmodifiableList(keys);
    }

    public List<String> names() {
        var names = new ArrayList<String>();
        for (KeySpec<?> key : keys) {
            names.add(key.name());
        }
        return names;
    }

    public String constraints() {
        return constraints.get();
    }

    String noKey() {
        return noKey;
    }
}
