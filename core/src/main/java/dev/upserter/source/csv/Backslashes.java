package dev.upserter.source.csv;

import java.nio.charset.StandardCharsets;

/** Examines the backslashes in a text. Stateless. */
public final class Backslashes {
    private static final String AFTER = "Nnrtbfv0Z\\\"'.,;|\t\n\r";

    private Backslashes() {}

    /** Whether there is a backslash, and each one precedes a character that is escaped. */
    public static boolean mayEscape(byte[] text) {
        boolean any = false;
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\') {
                any = true;
                i++;
                if (AFTER.indexOf(text[i]) < 0) {
                    return false;
                }
            }
        }
        return any;
    }

    /** Whether a backslash precedes a quotation mark or a line break, which occurs only in escapes. */
    public static boolean areBeforeMarks(byte[] text) {
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\') {
                i++;
                if (text[i] == '\n' || text[i] == '"') {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a text without quotes is escaped as Redshift does it: only bars, line breaks and backslashes are, and a backslash is
     * among the cells, though at the start of none, as in names of Windows.
     */
    public static boolean areOfUnload(byte[] text) {
        boolean doubled = false;
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\') {
                if (!isEscape(text, i, '|', "|\n\r\\")) {
                    return false;
                }
                i++;
                doubled |= text[i] == '\\';
            }
        }
        return doubled && !hasQuotedCell(text, '|');
    }

    /**
     * Whether a text without quotes is escaped as {@code mysql --batch} does it: only tabs, line breaks, zeros and
     * backslashes are, and a backslash or the word NULL is among the cells. Paths and names of Windows have two at their
     * start, or none in a text with blanks.
     */
    public static boolean areOfBatch(byte[] text) {
        boolean doubled = false;
        boolean inText = false;
        boolean isEscaped = false;
        boolean hasBlank = false;
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\') {
                if (!isEscape(text, i, '\t', "nt0\\")) {
                    return false;
                }
                i++;
                doubled |= text[i] == '\\';
                isEscaped = true;
            }
            boolean ends = isEdge(text, i, '\t');
            hasBlank = !ends && (hasBlank || text[i] == ' ');
            inText |= isEscaped && hasBlank;
            isEscaped &= !ends;
        }
        return (doubled || inText && hasCell(text, "NULL", '\t')) && !hasQuotedCell(text, '\t');
    }

    /** Whether a backslash escapes one of some characters, and is not the first of two at the start of a cell. */
    private static boolean isEscape(byte[] text, int at, char delimiter, String escaped) {
        byte next = text[at + 1];
        return escaped.indexOf(next) >= 0 && !(next == '\\' && isEdge(text, at - 1, delimiter));
    }

    /** Whether a cell holds {@code \N} and nothing else. */
    public static boolean hasNullCell(byte[] text, char delimiter) {
        return hasCell(text, "\\N", delimiter);
    }

    /** Whether a cell holds these characters of ASCII and nothing else, not even quotation marks. */
    public static boolean hasCell(byte[] text, String cell, char delimiter) {
        for (int i = 0; i + cell.length() <= text.length; i++) {
            if (text[i] == cell.charAt(0)
                    && isEdge(text, i - 1, delimiter)
                    && isEdge(text, i + cell.length(), delimiter)
                    && new String(text, i, cell.length(), StandardCharsets.ISO_8859_1).equals(cell)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(byte[] text, int at, char delimiter) {
        return at < 0 || at >= text.length || text[at] == '\n' || text[at] == '\r' || text[at] == delimiter;
    }

    /** Whether any cell starts with a quotation mark. */
    public static boolean hasQuotedCell(byte[] text, char delimiter) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"' && isEdge(text, i - 1, delimiter)) {
                return true;
            }
        }
        return false;
    }
}
