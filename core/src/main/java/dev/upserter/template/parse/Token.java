package dev.upserter.template.parse;

/**
 * A token from the content of braces.
 *
 * @param kind its kind
 * @param text as it is spelled; of a quoted text, the content of the quotes
 * @param at   its start in the template
 * @param end  its end there
 */
record Token(Kind kind, String text, int at, int end) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        /** {@code ==} and similar, and {@code contains}. */
        COMPARISON,
        /** Any other sign. */
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }
}
