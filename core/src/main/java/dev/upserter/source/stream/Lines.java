package dev.upserter.source.stream;

import dev.upserter.json.Utf8;
import dev.upserter.problem.Location;

/**
 * Tracks the lines of a source, so that every record knows its place. Lines end with LF, CR or both; columns count
 * characters. For one thread.
 */
public final class Lines {
    private final ByteWindow window;
    private long line = 1;
    private long lineStart;
    /** All bytes before it are counted. */
    private long at;
    /** How many fewer characters than bytes are between {@code lineStart} and {@code at}. */
    private long continuations;

    public Lines(ByteWindow window) {
        this.window = window;
        this.lineStart = window.offset();
        this.at = lineStart;
    }

    /**
     * Moves to a later position.
     *
     * @param offset the position; the window must hold all bytes since the previous one
     * @param number its line, as counted by a parser
     */
    public void moveTo(long offset, long number) {
        if (number != line) {
            line = number;
            lineStart = lastLineStart(offset);
            continuations = 0;
            at = lineStart;
        }
        if (!window.isAscii()) {
            int from = window.index(at);
            int to = window.index(offset);
            continuations += (to - from) - Utf8.countCharacters(window.buffer(), from, to, window.isUtf8());
        }
        at = offset;
    }

    private long lastLineStart(long offset) {
        for (long i = offset - 1; i >= at; i--) {
            int b = window.byteAt(i);
            if (b == '\n' || b == '\r') {
                return i + 1;
            }
        }
        return at;
    }

    /** The current offset. */
    public long offset() {
        return at;
    }

    /** The current line, from 1. */
    public long line() {
        return line;
    }

    /** The current column, in characters from 1. */
    public long column() {
        return 1 + at - lineStart - continuations;
    }

    /** The current place. */
    public Location here(String file) {
        return new Location.InText(file, line(), column());
    }

    /** The place of the previous character; at the start of a line, the current place. */
    public Location before(String file) {
        return new Location.InText(file, line(), Math.max(1, column() - 1));
    }
}
