package dev.upserter.mapping.spec;

import dev.upserter.problem.Nearest;
import dev.upserter.record.Header;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Names a field of a record: its own name, or a dotted path into nested values, with the places of elements in brackets,
 * as {@code orders[0].total}; {@code [-1]} is the last.
 *
 * <p>A top-level field with exactly the whole text as its name comes first; only where a record has none is the text
 * taken as a path, at its first dot or bracket.
 *
 * @param text the name as the configuration spells it; not empty
 */
public record FieldPath(String text) implements Serializable {
    /** Steps of a path: more than any row has levels. */
    public static final int MAX_STEPS = 100;

    private static final int MAX_DIGITS = 9;

    public FieldPath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a field name must not be empty");
        }
    }

    /** Whether it leads deeper than any row has levels. */
    public boolean isTooDeep() {
        return text.chars().filter(c -> c == '.' || c == '[').count() >= MAX_STEPS;
    }

    /** The steps of the path, a field's name first; one where there is no dot and no bracket. */
    public List<Step> steps() {
        if (isTooDeep()) {
            return List.of(new Step.Field(text));
        }
        var steps = new ArrayList<Step>();
        for (String part : text.split("\\.", -1)) {
            int end = part.length();
            var places = new ArrayDeque<Step>();
            for (int open = bracket(part, end); open > 0; open = bracket(part, end)) {
                places.addFirst(new Step.Element(Integer.parseInt(part, open + 1, end - 1, 10)));
                end = open;
            }
            steps.add(new Step.Field(part.substring(0, end)));
            steps.addAll(places);
        }
        return List.copyOf(steps);
    }

    /** Where the bracket opens that closes just before a place, with a number in it; -1 where there is none. */
    private static int bracket(String part, int end) {
        int i = end - 1;
        if (i < 0 || part.charAt(i) != ']') {
            return -1;
        }
        int digits = 0;
        while (i > 0 && isDigit(part.charAt(i - 1))) {
            i--;
            digits++;
        }
        i -= i > 0 && part.charAt(i - 1) == '-' ? 1 : 0;
        return digits > 0 && digits <= MAX_DIGITS && i > 0 && part.charAt(i - 1) == '[' ? i - 1 : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The name of the top-level field that the path starts at. */
    public String first() {
        return steps().getFirst() instanceof Step.Field field ? field.name() : text;
    }

    /** Whether rows with these columns can have it. */
    public boolean isIn(Header header) {
        return header.names().contains(text)
                || header.isNested() && steps().size() > 1 && header.names().contains(first());
    }

    /** The name among these that was probably meant; where it is the first step that is misspelt, with the others. */
    public Optional<String> nearest(Collection<String> names) {
        Optional<String> whole = Nearest.to(text, names);
        String first = first();
        if (whole.isPresent() || first.equals(text) || names.contains(first)) {
            return whole;
        }
        return Nearest.to(first, names).map(name -> name + text.substring(first.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
