package dev.upserter.mapping;

import java.util.List;

/**
 * Names a field of a record: its own name, or a dotted path into nested values.
 *
 * <p>A top-level field with exactly the whole text as its name comes first; only where a record has none is the text
 * taken as a path, at its first dot.
 *
 * @param text the name as the configuration spells it; not empty
 */
public record FieldPath(String text) {
    public FieldPath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a field name must not be empty");
        }
    }

    /** The steps of the path; one where there is no dot. */
    public List<String> steps() {
        return List.of(text.split("\\.", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
