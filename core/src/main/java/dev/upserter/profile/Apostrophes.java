package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A spreadsheet wants an apostrophe before digits that are texts, MongoDB's CSV has {@code ObjectId(…)} around
 * identifiers, and columns of a fixed width have blanks; none of them belongs to a value. Stateless.
 */
public final class Apostrophes {
    /** Names that a template can have in quotes. */
    private static final Pattern IN_ROW = Pattern.compile("[^'\\\\{}]+");

    private static final Pattern DOCUMENT = Pattern.compile("projects/[^/]+/databases/[^/]+/documents/.+");

    private static final String WITHOUT_NO_BREAKS = " | replace: '\u00a0', ' '";

    /** A few in a column of other texts are rather part of them, as in '90s. */
    private static final int ONE_OF = 20;

    private Apostrophes() {}

    /**
     * A template that takes them, and blanks, away from the values of a column; empty where they have none.
     *
     * @param isIdentifier whether the column identifies people, so that no value may have any
     */
    public static Optional<String> template(Column column, boolean isIdentifier) {
        if (!IN_ROW.matcher(column.name()).matches()) {
            return Optional.empty();
        }
        boolean isPadded = isPadded(column, isIdentifier);
        String value = field(column);
        if (isPadded) {
            value += (column.texts().noBreaks() > 0 ? WITHOUT_NO_BREAKS : "") + " | strip";
        }
        if (isPathOfDocument(column)) {
            return Optional.of("{{ " + value + " | split: '/' | last }}");
        }
        if (column.values() > 0 && column.texts().objectIds() == column.values()) {
            return Optional.of("{{ " + value + " | slice: 9, 26 | remove: \"'\" | remove: '\"' | slice: 0, 24 }}");
        }
        Optional<String> withoutApostrophe = withoutApostrophe(column, value);
        return withoutApostrophe.isPresent() || !isPadded ? withoutApostrophe : Optional.of("{{ " + value + " }}");
    }

    /**
     * Whether blanks around the values of a column are taken away: from identifiers and addresses any, else where there are
     * several. A template makes texts of numbers and booleans, so not where there are some.
     */
    static boolean isPadded(Column column, boolean isIdentifier) {
        long padded = column.texts().padded();
        long others = column.count(Look.WHOLE_NUMBER) + column.count(Look.NUMBER) + column.count(Look.BOOLEAN);
        return padded > 0
                && (isIdentifier || others == 0)
                && (isIdentifier
                        || Profile.isNamedKey(column)
                        || column.mostly() == Look.EMAIL
                        || padded * ONE_OF >= column.values());
    }

    /** Whether a column has the paths of Firestore's documents, whose last part is the identifier. */
    public static boolean isPathOfDocument(Column column) {
        return column.name().equals("name")
                && !column.examples().isEmpty()
                && column.examples().stream()
                        .allMatch(example -> DOCUMENT.matcher(example).matches());
    }

    /** A text without the apostrophe before its first digit; the value itself where it has none. */
    static JsonValue withoutFirst(JsonValue value) {
        boolean hasOne = value.length() > 3 && value.bytes()[value.start() + 1] == '\'';
        String text = hasOne ? value.text() : "";
        return hasOne && Character.isDigit(text.charAt(1)) ? JsonValue.ofText(text.substring(1)) : value;
    }

    private static Optional<String> withoutApostrophe(Column column, String value) {
        long marked = column.texts().apostrophes();
        if (marked == 0 || marked * ONE_OF < column.values()) {
            return Optional.empty();
        }
        String without = "{{ " + value + " | remove_first: \"'\" }}";
        return Optional.of(
                marked == column.values()
                        ? without
                        : "{% assign first = " + value + " | slice: 0 %}{% if first == \"'\" %}" + without
                                + "{% else %}{{ " + value + " }}{% endif %}");
    }

    /** A condition that is true of a value that says something; false says something, too. */
    public static String isSaid(Column column) {
        String field = field(column);
        return field + " != blank" + (column.count(Look.BOOLEAN) > 0 ? " or " + field + " == false" : "");
    }

    /** A column's field as a template and a condition name it. */
    public static String field(Column column) {
        String name = column.name();
        return name.contains("[0]") && KnownNames.isNestedAddress(name)
                ? ("row['" + name.replace(".", "']['") + "']").replace("[0]']", "'][0]")
                : "row['" + name + "']";
    }
}
