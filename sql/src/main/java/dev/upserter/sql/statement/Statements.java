package dev.upserter.sql.statement;

/** Helpers for the text of SQL. */
public final class Statements {
    private Statements() {}

    /** The query without the semicolons and blanks at its end. */
    public static String withoutEnd(String sql) {
        int end = sql.length();
        while (end > 0 && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
            end--;
        }
        return sql.substring(0, end);
    }

    /** The value as a string constant. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The value as a quoted identifier. */
    public static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    /** "line 2, column 8 of the query", for a position counted in characters from 0. */
    public static String place(String sql, int at) {
        String before = sql.substring(0, Math.min(Math.max(at, 0), sql.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
        return "line " + line + ", column " + column + " of the query";
    }
}
