package dev.upserter.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A spreadsheet wants an apostrophe before digits that are texts, and MongoDB's CSV has {@code ObjectId(…)} around
 * identifiers; neither belongs to a value. Stateless.
 */
public final class Apostrophes {
    /** Names that a template can have in quotes. */
    private static final Pattern IN_ROW = Pattern.compile("[^'\\\\{}]+");

    private static final Pattern DOCUMENT = Pattern.compile("projects/[^/]+/databases/[^/]+/documents/.+");

    /** A few in a column of other texts are rather part of them, as in '90s. */
    private static final int ONE_OF = 20;

    private Apostrophes() {}

    /** A template that takes them away from the values of a column; empty where they have none. */
    public static Optional<String> template(Column column) {
        if (isPathOfDocument(column)) {
            return Optional.of("{{ " + field(column) + " | split: '/' | last }}");
        }
        boolean areObjectIds = column.values() > 0
                && column.texts().objectIds() == column.values()
                && IN_ROW.matcher(column.name()).matches();
        return areObjectIds
                ? Optional.of(
                        "{{ " + field(column) + " | slice: 9, 26 | remove: \"'\" | remove: '\"' | slice: 0, 24 }}")
                : withoutApostrophe(column);
    }

    /** Whether a column has the paths of Firestore's documents, whose last part is the identifier. */
    public static boolean isPathOfDocument(Column column) {
        return column.name().equals("name")
                && !column.examples().isEmpty()
                && column.examples().stream()
                        .allMatch(example -> DOCUMENT.matcher(example).matches());
    }

    private static Optional<String> withoutApostrophe(Column column) {
        long marked = column.texts().apostrophes();
        if (marked == 0
                || marked * ONE_OF < column.values()
                || !IN_ROW.matcher(column.name()).matches()) {
            return Optional.empty();
        }
        String value = field(column);
        String without = "{{ " + value + " | remove_first: \"'\" }}";
        return Optional.of(
                marked == column.values()
                        ? without
                        : "{% assign first = " + value + " | slice: 0 %}{% if first == \"'\" %}" + without
                                + "{% else %}{{ " + value + " }}{% endif %}");
    }

    public static String field(Column column) {
        return "row['" + column.name() + "']";
    }
}
