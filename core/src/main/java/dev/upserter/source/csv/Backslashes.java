package dev.upserter.source.csv;

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

    /** Whether a cell holds {@code \N} and nothing else. */
    public static boolean hasNullCell(byte[] text, char delimiter) {
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\'
                    && text[i + 1] == 'N'
                    && isEdge(text, i - 1, delimiter)
                    && isEdge(text, i + 2, delimiter)) {
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
            boolean starts = i == 0 || text[i - 1] == '\n' || text[i - 1] == '\r' || text[i - 1] == delimiter;
            if (text[i] == '"' && starts) {
                return true;
            }
        }
        return false;
    }
}
