package dev.upserter.sql.statement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A query with some of its text replaced, which still knows what its places were before. Immutable.
 *
 * @param original the query as the user wrote it
 * @param text     the query as it is asked
 * @param edits    what was replaced, in order
 */
public record Edited(String original, String text, List<Edit> edits) {
    /**
     * One replacement.
     *
     * @param at      where in the original, characters
     * @param removed how many characters
     * @param text    what stands there instead
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

    /** "line 2, column 8 of the query" as the user wrote it, for a place in the asked text, counted in bytes of UTF-8. */
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

    /** The character that starts so many bytes into a text. */
    public static int charAt(String text, int bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(Math.max(bytes, 0), utf8.length);
        return new String(utf8, 0, length, StandardCharsets.UTF_8).length();
    }
}
