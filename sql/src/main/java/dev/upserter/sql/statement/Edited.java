package dev.upserter.sql.statement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A query with some of its text replaced, which can map positions back to the original. Immutable.
 *
 * @param original the query as the user wrote it
 * @param text     the query as it is run
 * @param edits    the replacements, in order
 */
public record Edited(String original, String text, List<Edit> edits) {
    /**
     * One replacement.
     *
     * @param at      position in the original, in characters
     * @param removed number of characters
     * @param text    the replacement
     */
    public record Edit(int at, int removed, String text) {}

    public static Edited of(String original, List<Edit> edits) {
        var ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(Edit::at));
        var text = new StringBuilder();
        int at = 0;
        for (Edit edit : ordered) {
            text.append(original, at, edit.at()).append(edit.text());
            at = edit.at() + edit.removed();
        }
        return new Edited(original, text.append(original.substring(at)).toString(), List.copyOf(ordered));
    }

    /**
     * "line 2, column 8 of the query" in the user's query, for a position in the edited text, counted in bytes of UTF-8.
     */
    public String place(int byteOffset) {
        int place = charAt(text, byteOffset);
        int shift = 0;
        for (Edit edit : edits) {
            int start = edit.at() + shift;
            if (place < start) {
                break;
            }
            if (place < start + edit.text().length()) {
                return Statements.place(original, edit.at());
            }
            shift += edit.text().length() - edit.removed();
        }
        return Statements.place(original, place - shift);
    }

    /** The index of the character that starts this many bytes into a text. */
    public static int charAt(String text, int bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(Math.max(bytes, 0), utf8.length);
        return new String(utf8, 0, length, StandardCharsets.UTF_8).length();
    }
}
