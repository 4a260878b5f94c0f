package dev.upserter.source;

import dev.upserter.problem.Problems;
import java.util.List;

/**
 * Where the rows are in a JSON document: {@code data.users} is the field {@code users} of the object in the field
 * {@code data}; {@code $} is the document itself.
 *
 * @param text as the configuration spells it
 */
public record RowsPath(String text) {
    /** The document itself. */
    public static final String ROOT = "$";

    /** The field for the key of a row, if the rows are the values of an object. */
    public static final String KEY = "_key";

    /** The requirement on a path, as messages word it. */
    public static final String MUST_BE = "a field, or a path of at most 20 fields with dots between them";

    private static final int MAX_STEPS = 20;

    public RowsPath {
        new Problems().require(isValid(text), "rows", MUST_BE).throwIfAny();
    }

    /** Whether a text is a path. */
    public static boolean isValid(String text) {
        List<String> steps = List.of(text.split("\\.", -1));
        return steps.size() <= MAX_STEPS && steps.stream().noneMatch(String::isBlank);
    }

    /** The names of the fields, outermost first. */
    public List<String> steps() {
        String inner = text.startsWith(ROOT + ".") ? text.substring(2) : text;
        return inner.equals(ROOT) ? List.of() : List.of(inner.split("\\."));
    }

    @Override
    public String toString() {
        return text;
    }
}
