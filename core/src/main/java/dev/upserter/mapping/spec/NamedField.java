package dev.upserter.mapping.spec;

/**
 * A field that a mapping names.
 *
 * @param path how it is named
 * @param part what names it
 * @param need how much the mapping needs it
 */
public record NamedField(FieldPath path, Part part, Need need) {

    /** What names a field. */
    public enum Part {
        /** The key {@code userId}. */
        USER_ID("the field of userId"),
        /** A rule, for its value. */
        RULE("the mapped field"),
        /** A rule, in its condition. */
        CONDITION("the field of a condition"),
        /** The key {@code filter}. */
        FILTER("the field of filter");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    /** The field, for messages. */
    public String shown() {
        return part.words + " " + path;
    }
}
