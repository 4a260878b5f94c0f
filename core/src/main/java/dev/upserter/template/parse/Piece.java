package dev.upserter.template.parse;

/**
 * A part of a template.
 *
 * @param kind what it is
 * @param name of a tag; empty for others
 * @param text the text itself, or what stands in the braces, behind a tag's name
 * @param at   where {@code text} starts in the template
 */
record Piece(Kind kind, String name, String text, int at) {
    enum Kind {
        /** Shown as it is; blanks alone may be left out. */
        TEXT,
        /** Shown as it is. */
        RAW,
        /** A value that is shown. */
        OUTPUT,
        /** Something that is done. */
        TAG
    }

    boolean is(String tag) {
        return kind == Kind.TAG && name.equals(tag);
    }
}
