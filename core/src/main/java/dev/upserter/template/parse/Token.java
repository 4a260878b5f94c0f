package dev.upserter.template.parse;

/**
 * A word of what stands in braces.
 *
 * @param kind what it is
 * @param text as it is spelled; of a quoted text, what stands in the quotes
 * @param at   its start in the template
 * @param end  its end there
 */
record Token(Kind kind, String text, int at, int end) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        /** {@code ==} and its kin, and {@code contains}. */
        COMPARISON,
        /** Anything else, spelled. */
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }
}
