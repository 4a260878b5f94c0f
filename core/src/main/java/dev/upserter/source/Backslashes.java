package dev.upserter.source;

/** Looks at the backslashes in a text. Stateless. */
final class Backslashes {
    private static final String AFTER = "Nnrtbfv0Z\\\"'.,;|\t\n\r";

    private Backslashes() {}

    /** Whether there is a backslash, and each stands before a character that is escaped. */
    static boolean mayEscape(byte[] text) {
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

    /** Whether a backslash stands before a quotation mark or a line break, as in nothing but an escape. */
    static boolean areBeforeMarks(byte[] text) {
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

    /** Whether any cell starts with a quotation mark. */
    static boolean hasQuotedCell(byte[] text, char delimiter) {
        for (int i = 0; i < text.length; i++) {
            boolean starts = i == 0 || text[i - 1] == '\n' || text[i - 1] == '\r' || text[i - 1] == delimiter;
            if (text[i] == '"' && starts) {
                return true;
            }
        }
        return false;
    }
}
