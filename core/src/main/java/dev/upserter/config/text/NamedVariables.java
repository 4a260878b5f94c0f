package dev.upserter.config.text;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the environment variables that a configuration names as {@code ${NAME}}. Stateless. */
public final class NamedVariables {
    /** The first alternative stands for the characters themselves. */
    private static final Pattern NAME = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private NamedVariables() {}

    /** The names in all texts below a node. */
    public static SortedSet<String> in(ConfigNode root) {
        var names = new TreeSet<String>();
        add(root, names);
        return names;
    }

    /** Whether an object has this key, or one in it has. */
    public static boolean hasKey(ConfigNode node, String key) {
        return switch (node) {
            case ConfigNode.Items list -> list.items().stream().anyMatch(item -> hasKey(item, key));
            case ConfigNode.Fields object ->
                object.fields().stream().anyMatch(field -> field.name().equals(key) || hasKey(field.value(), key));
            case ConfigNode.Text none -> false;
            case ConfigNode.Numeral none -> false;
            case ConfigNode.Bool none -> false;
            case ConfigNode.Nothing none -> false;
        };
    }

    private static void add(ConfigNode node, Collection<String> names) {
        switch (node) {
            case ConfigNode.Text text ->
                NAME.matcher(text.value())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> name != null)
                        .forEach(names::add);
            case ConfigNode.Items list -> list.items().forEach(item -> add(item, names));
            case ConfigNode.Fields object -> object.fields().forEach(field -> add(field.value(), names));
            case ConfigNode.Numeral none -> {}
            case ConfigNode.Bool none -> {}
            case ConfigNode.Nothing none -> {}
        }
    }
}
