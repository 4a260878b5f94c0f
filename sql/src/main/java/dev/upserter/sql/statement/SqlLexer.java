package dev.upserter.sql.statement;

/** Finds positions in the text of a query; skips string constants, quoted names and comments. Stateless. */
public final class SqlLexer {
    private SqlLexer() {}

    /** Where a query ends: before the semicolons, blanks and comments that follow it. */
    public static int end(String sql) {
        int end = 0;
        for (int at = 0; at < sql.length(); ) {
            int behind = behind(sql, at);
            char c = sql.charAt(at);
            if (!isComment(sql, at) && c != ';' && !Character.isWhitespace(c)) {
                end = behind;
            }
            at = behind;
        }
        return end;
    }

    /**
     * The position of the bracket that closes a call.
     *
     * @param from where the call starts, before its opening bracket
     * @return negative if there is none
     */
    public static int closing(String sql, int from) {
        int depth = 0;
        for (int at = from; at < sql.length(); at = behind(sql, at)) {
            char c = isComment(sql, at) ? ' ' : sql.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ')' && depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** The position after the token at this position: a string constant, a quoted name, a comment, or one character. */
    public static int behind(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            boolean escapes = c == '\'' && at > 0 && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E');
            return behindQuoted(sql, at + 1, c, escapes);
        }
        if (sql.startsWith("--", at)) {
            return orEnd(sql, sql.indexOf('\n', at), 0);
        }
        if (sql.startsWith("/*", at)) {
            return orEnd(sql, sql.indexOf("*/", at + 2), 2);
        }
        return c == '$' ? behindDollar(sql, at) : at + 1;
    }

    private static boolean isComment(String sql, int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private static int orEnd(String sql, int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    private static int behindQuoted(String sql, int from, char quote, boolean escapes) {
        for (int at = from; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (escapes && c == '\\') {
                at++;
            } else if (c == quote) {
                return at + 1; // a doubled quote starts the next token
            }
        }
        return sql.length();
    }

    /** The position after a text between {@code $$} or {@code $tag$}. */
    private static int behindDollar(String sql, int at) {
        int second = at + 1;
        while (second < sql.length()
                && Character.isJavaIdentifierPart(sql.charAt(second))
                && sql.charAt(second) != '$') {
            second++;
        }
        if (second >= sql.length() || sql.charAt(second) != '$') {
            return at + 1;
        }
        String mark = sql.substring(at, second + 1);
        return orEnd(sql, sql.indexOf(mark, second + 1), mark.length());
    }
}
