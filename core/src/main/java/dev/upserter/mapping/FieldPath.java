package dev.upserter.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a field of a record: its own name, or a dotted path into nested values, with the places of elements in brackets,
 * as {@code orders[0].total}; {@code [-1]} is the last.
 *
 * <p>A top-level field with exactly the whole text as its name comes first; only where a record has none is the text
 * taken as a path, at its first dot or bracket.
 *
 * @param text the name as the configuration spells it; not empty
 */
public record FieldPath(String text) {
    private static final Pattern INDEXED = Pattern.compile("(.+?)((?:\\[-?\\d{1,9}\\])+)");
    private static final Pattern PLACE = Pattern.compile("-?\\d+");

    public FieldPath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a field name must not be empty");
        }
    }

    /** The steps of the path, a field's name first; one where there is no dot and no bracket. */
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (String part : text.split("\\.", -1)) {
            Matcher indexed = INDEXED.matcher(part);
            if (indexed.matches()) {
                steps.add(new Step.Field(indexed.group(1)));
                PLACE.matcher(indexed.group(2))
                        .results()
                        .forEach(place -> steps.add(new Step.Element(Integer.parseInt(place.group()))));
            } else {
                steps.add(new Step.Field(part));
            }
        }
        return List.copyOf(steps);
    }

    /** The name of the top-level field that the path starts at. */
    String first() {
        return steps().getFirst() instanceof Step.Field field ? field.name() : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
