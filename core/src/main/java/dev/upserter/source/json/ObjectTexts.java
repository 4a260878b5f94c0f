package dev.upserter.source.json;

import dev.upserter.json.Utf8;
import dev.upserter.source.stream.Bytes;
import java.io.IOException;

/**
 * Splits a source into the texts of its objects: one per line, or one from an opening brace to the brace that closes it.
 * Blank lines are skipped. For one thread.
 *
 * <p>Where objects extend over several lines, a line that starts with a brace starts an object, whether or not the previous
 * object was closed: the content of an object is indented.
 */
public final class ObjectTexts {
    private static final int MARK = 0xEF;
    private static final int MARK_LENGTH = 3;

    private final Bytes bytes;
    private final boolean severalLines;
    private int length;
    private int behind;
    private boolean cutOff;
    private long line = 1;
    private long column = 1;

    ObjectTexts(Bytes bytes, boolean severalLines) {
        this.bytes = bytes;
        this.severalLines = severalLines;
    }

    /**
     * Moves to the next text, which is then the first {@link #length()} of the bytes.
     *
     * @return how many bytes the source has moved
     */
    long next() throws IOException {
        long moved = pass(length + behind);
        length = 0;
        behind = 0;
        int b = bytes.at(0);
        while (b >= 0 && isBlank((byte) b) || b == MARK && isMark()) {
            moved += pass(b == MARK ? MARK_LENGTH : 1);
            b = bytes.at(0);
        }
        if (severalLines && b == '{') {
            findEndOfObject();
        } else if (b >= 0) {
            findEndOfLine();
        }
        return moved;
    }

    /** Whether a byte-order mark is next: each file of several that were joined may start with one. */
    private boolean isMark() throws IOException {
        return bytes.at(1) == 0xBB && bytes.at(2) == 0xBF;
    }

    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /** Moves on, and counts lines and columns. */
    private long pass(int count) {
        byte[] buffer = bytes.buffer();
        int start = bytes.start();
        int lineStart = start;
        if (severalLines || count == 1) {
            for (int i = start; i < start + count; i++) {
                if (buffer[i] == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
        } else if (behind > 0) {
            line++;
            lineStart = start + count;
        }
        column = (lineStart == start ? column : 1) + Utf8.countCharacters(buffer, lineStart, start + count, true);
        bytes.advance(count);
        return count;
    }

    private void findEndOfLine() throws IOException {
        int i = 0;
        do {
            byte[] buffer = bytes.buffer();
            int end = bytes.start() + bytes.available();
            for (int at = bytes.start() + i; at < end; at++) {
                if (buffer[at] == '\n') {
                    end(at - bytes.start(), 1, false);
                    return;
                }
            }
            i = bytes.available();
        } while (bytes.fill());
        end(i, 0, true);
    }

    private void end(int at, int breaks, boolean atEndOfSource) {
        length = at;
        behind = breaks;
        cutOff = atEndOfSource;
    }

    private void findEndOfObject() throws IOException {
        int depth = 0;
        boolean quoted = false;
        int before = -1;
        for (int i = 0; ; i++) {
            int b = bytes.at(i);
            if (b < 0 || b == '{' && before == '\n') {
                end(i, 0, b < 0);
                return;
            }
            if (b == '\n') {
                quoted = false;
            } else if (quoted && b == '\\') {
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && b == '{') {
                depth++;
            } else if (!quoted && b == '}' && --depth == 0) {
                end(i + 1, 0, false);
                return;
            }
            before = b;
        }
    }

    /** Ends the text after its first bytes; the rest belongs to the next text: another object starts there. */
    void endAt(int first) {
        end(first, 0, false);
    }

    /** The length of the text in bytes; 0 after the last. */
    int length() {
        return length;
    }

    /** The line it starts at, from 1. */
    long line() {
        return line;
    }

    /** The column it starts at, from 1. */
    long column() {
        return column;
    }

    /** Whether the source ends with it, without a line break or a closing brace. */
    boolean isCutOff() {
        return cutOff;
    }
}
