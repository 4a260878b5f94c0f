package dev.upserter.config.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys that hold in several objects of a configuration, each where it does not have the key itself: its own replaces the value
 * with all that is in it. Every key keeps its place. Immutable.
 */
public record Overlay(List<ConfigNode.Field> fields) {
    public static final Overlay NONE = new Overlay(List.of());

    public Overlay {
        fields = List.copyOf(fields);
    }

    /** The names of the keys. */
    public Set<String> names() {
        return fields.stream().map(ConfigNode.Field::name).collect(Collectors.toSet());
    }

    /** The first key of this name; null if there is none. */
    public ConfigNode.@Nullable Field find(String name) {
        Optional<ConfigNode.Field> found =
                fields.stream().filter(field -> field.name().equals(name)).findFirst();
        return found.orElse(null);
    }

    /** All but these. */
    public Overlay without(Collection<String> names) {
        return new Overlay(
                fields.stream().filter(field -> !names.contains(field.name())).toList());
    }

    /** Only these. */
    public Overlay only(Collection<String> names) {
        return new Overlay(
                fields.stream().filter(field -> names.contains(field.name())).toList());
    }

    /** These, and those of another, which replace those of the same names. */
    public Overlay with(Overlay own) {
        var all = new ArrayList<>(without(own.names()).fields);
        all.addAll(own.fields);
        return new Overlay(all);
    }
}
