package dev.upserter.server;

import dev.upserter.source.Envelope;
import java.nio.charset.StandardCharsets;

/** What a file is, by its first bytes. */
enum Kind {
    /** More bytes are needed. */
    UNDECIDED,
    /** An array, or rejected rows. */
    DATA,
    /** A configuration, or data that no run could read. */
    OTHER;

    /** After so many bytes, the answer is {@link #OTHER} at the latest. */
    static final int MAX_BYTES = 4 << 10;

    private static final byte[] MARK = ('"' + Envelope.MARK + '"').getBytes(StandardCharsets.US_ASCII);

    /** What a file is that starts with these bytes. */
    static Kind of(byte[] start) {
        int at = skipBlanks(start, startsWithByteOrderMark(start) ? 3 : 0);
        if (at == start.length || (start.length < 3 && start[0] == (byte) 0xEF)) {
            return unlessLong(start);
        }
        if (start[at] == '[') {
            return DATA;
        }
        return start[at] == '{' ? ofObject(start, skipBlanks(start, at + 1)) : OTHER;
    }

    private static Kind ofObject(byte[] start, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (at + i == start.length) {
                return unlessLong(start);
            }
            if (start[at + i] != MARK[i]) {
                return OTHER;
            }
        }
        return DATA;
    }

    private static Kind unlessLong(byte[] start) {
        return start.length < MAX_BYTES ? UNDECIDED : OTHER;
    }

    private static int skipBlanks(byte[] start, int from) {
        int at = from;
        while (at < start.length && (start[at] == ' ' || start[at] == '\t' || start[at] == '\n' || start[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static boolean startsWithByteOrderMark(byte[] start) {
        return start.length >= 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
    }
}
