package dev.upserter.config.keys;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.problem.Nearest;
import dev.upserter.redaction.SecretText;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a configuration, taken apart by the keys it may have: once each; all others are mistakes. Each value is read when it
 * is asked for first. For one thread.
 */
public final class GivenKeys {
    private static final int MAX_SHOWN = 40;
    private static final int MOST_NAMED = 60;
    private static final int MAX_COMPARED = 20;

    private final ConfigNode.Fields object;
    private final List<String> known;
    private final KeyValues values;
    private final Map<String, ConfigNode.Field> fields = new LinkedHashMap<>();
    private final Map<String, Optional<Object>> read = new HashMap<>();

    private GivenKeys(ConfigNode.Fields object, Section section, KeyValues values) {
        this.object = object;
        this.known = section.names();
        this.values = values;
    }

    /** Takes an object apart. */
    public static GivenKeys of(ConfigNode.Fields object, Section section, KeyValues values) {
        var given = new GivenKeys(object, section, values);
        for (ConfigNode.Field field : object.fields()) {
            given.take(field, section.noKey());
        }
        for (KeySpec<?> key : section.keys()) {
            given.check(key);
        }
        return given;
    }

    private void take(ConfigNode.Field field, String noKey) {
        ConfigNode.Field first = fields.get(field.name());
        if (!known.contains(field.name())) {
            values.mistakes().add(field.place(), noKey + shown(field.name()), () -> hint(field));
        } else if (first != null) {
            values.mistakes()
                    .add(
                            field.place(),
                            field.name() + " is here a second time. The first is at " + first.place(),
                            "remove one of the two");
        } else {
            fields.put(field.name(), field);
        }
    }

    private void check(KeySpec<?> key) {
        ConfigNode.Field field = field(key);
        KeySpec.Note missing = key.missing();
        KeySpec.Note uploaded = key.uploaded();
        if (field == null && missing != null) {
            missing(key.name(), missing.message(), missing.hint());
        } else if (field != null && uploaded != null && values.refuses(key)) {
            values.mistakes().add(field.place(), uploaded.message(), uploaded.hint());
        }
    }

    /** Notes that a key is missing, unless another was probably meant for it: one mistake is reported once. */
    public void missing(String key, String message, String hint) {
        boolean misspelt = !values.mistakes().isFull()
                && object.fields().stream()
                        .map(ConfigNode.Field::name)
                        .filter(name -> !known.contains(name) && name.length() <= MAX_SHOWN)
                        .limit(MAX_COMPARED)
                        .anyMatch(name ->
                                Nearest.to(name, known).filter(key::equals).isPresent());
        if (!misspelt) {
            values.mistakes().add(object.place(), message, hint);
        }
    }

    /** The key, unless it looks like anything else: a value may have got into its place. */
    private static String shown(String name) {
        return SecretText.isWord(name) ? " \"" + name + "\"" : " like this";
    }

    private String hint(ConfigNode.Field field) {
        String name = field.name();
        if (field.value() instanceof ConfigNode.Nothing && name.contains(":")) {
            return "put a blank after the colon";
        }
        String all =
                known.size() > MOST_NAMED ? "the documentation lists them" : "it may have " + String.join(", ", known);
        return name.length() > MAX_SHOWN
                ? all
                : Nearest.to(name, known).map(key -> "you probably mean " + key).orElse(all);
    }

    /** All that is given, in the order of the file. */
    public Collection<ConfigNode.Field> fields() {
        return fields.values();
    }

    public boolean has(KeySpec<?> key) {
        return fields.containsKey(key.name());
    }

    /** The key with its value as it is written; null where it is absent. */
    public ConfigNode.@Nullable Field field(KeySpec<?> key) {
        return fields.get(key.name());
    }

    /** The value, or the key's default, which it must have. */
    public <T> T get(KeySpec<T> key) {
        T value = find(key);
        return value == null ? Objects.requireNonNull(key.fallback(), key.name()) : value;
    }

    /** The value; null where it is absent, or wrong, which was noted. */
    @SuppressWarnings("unchecked") // only find puts something there, under the key that says its type
    public <T> @Nullable T find(KeySpec<T> key) {
        ConfigNode.Field field = fields.get(key.name());
        if (field == null || values.refuses(key)) {
            return null;
        }
        if (!read.containsKey(key.name())) {
            read.put(key.name(), Optional.ofNullable(key.type().read(field, values)));
        }
        return (T) read.getOrDefault(key.name(), Optional.empty()).orElse(null);
    }

    /** Reads a key, and puts its value where it goes. */
    public <T> void into(SyncConfigBuilder builder, KeySpec<T> key) {
        T value = find(key);
        if (value != null && key.into() != null) {
            key.into().accept(builder, value);
        }
    }
}
