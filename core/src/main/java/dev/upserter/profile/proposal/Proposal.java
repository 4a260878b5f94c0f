package dev.upserter.profile.proposal;

import dev.upserter.json.JsonText;
import dev.upserter.operation.text.Misread;
import dev.upserter.profile.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a column may become.
 *
 * @param to       the attribute
 * @param template what the value is made by; empty where it is the field itself
 * @param keys     further keys of the rule, in order, with a note each
 * @param note     on the attribute; empty for none
 */
public record Proposal(String to, String template, List<Key> keys, String note) {
    public Proposal {
        keys = List.copyOf(keys);
    }

    /** From the field itself. */
    Proposal(String to, List<Key> keys) {
        this(to, "", keys, "");
    }

    /** What is said of a column whose name was meant as another; empty for none. */
    static String meant(Column column) {
        String meant = Misread.repaired(column.name());
        return meant.equals(column.name())
                ? ""
                : "its name looks like UTF-8 that was read in another encoding, and means " + meant;
    }

    Proposal withMeant(Column column) {
        String meant = meant(column);
        return meant.isEmpty() ? this : withNote(note.isEmpty() ? meant : note + "; " + meant);
    }

    Proposal withNote(String other) {
        return new Proposal(to, template, keys, other);
    }

    /**
     * A key of a rule.
     *
     * @param note beside it; empty for none
     */
    public record Key(String name, String value, String note) {

        /** A key whose value is a list of words. */
        static Key words(String name, List<String> words) {
            return new Key(name, words.stream().map(Key::yaml).collect(Collectors.joining(", ", "[", "]")), "");
        }

        private static String yaml(String word) {
            boolean isPlain = word.matches("\\p{L}+([ _-]\\p{L}+)*") && !word.matches("true|false|null");
            boolean isShown = word.chars().noneMatch(Character::isISOControl);
            return isPlain
                    ? word
                    : isShown
                            ? "'" + word.replace("'", "''") + "'"
                            : new String(JsonText.quote(word), StandardCharsets.UTF_8);
        }

        /** Whether the value stands as it is in YAML: true, false, or a list of words. */
        public boolean isYaml() {
            return value.equals("true") || value.equals("false") || value.startsWith("[");
        }
    }
}
