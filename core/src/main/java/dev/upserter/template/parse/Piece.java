package dev.upserter.template.parse;

/**
 * A part of a template.
 *
 * @param kind its kind
 * @param name of a tag; empty for others
 * @param text the text itself, or the content of the braces, after a tag's name
 * @param at   where {@code text} starts in the template
 */
record Piece(Kind kind, String name, String text, int at) {
    enum Kind {
        /** Shown as it is; may be left out if it is blank. */
        TEXT,
        /** Shown as it is. */
        RAW,
        /** A value that is shown. */
        OUTPUT,
        /** A tag. */
        TAG
    }

    boolean is(String tag) {
        return kind == Kind.TAG && name.equals(tag);
    }
}
