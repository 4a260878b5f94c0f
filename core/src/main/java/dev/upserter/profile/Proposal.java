package dev.upserter.profile;

import java.util.List;

/**
 * What a column may become.
 *
 * @param to       the attribute
 * @param template what the value is made by; empty where it is the field itself
 * @param keys     further keys of the rule, in order, with a note each
 */
public record Proposal(String to, String template, List<Key> keys) {
    public Proposal {
        keys = List.copyOf(keys);
    }

    /** From the field itself. */
    Proposal(String to, List<Key> keys) {
        this(to, "", keys);
    }

    /**
     * A key of a rule.
     *
     * @param note beside it; empty for none
     */
    public record Key(String name, String value, String note) {

        /** A key whose value is a list of words. */
        static Key words(String name, List<String> words) {
            return new Key(name, "[" + String.join(", ", words) + "]", "");
        }

        /** Whether the value stands as it is in YAML: true, or a list of words. */
        public boolean isYaml() {
            return value.equals("true") || value.startsWith("[");
        }
    }
}
