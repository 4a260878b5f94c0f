package dev.upserter.server.upload;

import dev.upserter.source.json.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a file is, by its first bytes. */
enum FileStart {
    /** More bytes are needed. */
    UNDECIDED,
    /** An array, rejected rows, a packed file, or text in UTF-16. */
    DATA,
    /** Any other text: a configuration, or rows. */
    OTHER;

    /** After this many bytes, the kind is known; it is {@link #OTHER} if nothing else fits. */
    static final int MAX_BYTES = 4 << 10;

    private static final byte[] MARK = ('"' + Envelope.MARK + '"').getBytes(StandardCharsets.US_ASCII);

    private static final List<byte[]> NO_TEXT = List.of(
            new byte[] {0x1F, (byte) 0x8B}, // gzip
            new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}, // zstd
            new byte[] {'P', '*', 'M', 0x18}, // a skippable zstd frame, with which pzstd files start
            new byte[] {'P', 'K', 3, 4}, // a ZIP archive, or an Excel workbook
            new byte[] {'P', 'A', 'R', '1'}, // Parquet
            new byte[] {(byte) 0xFF, (byte) 0xFE}, // UTF-16, in either byte order
            new byte[] {(byte) 0xFE, (byte) 0xFF});

    /** What a file is that starts with these bytes. */
    static FileStart of(byte[] start) {
        boolean begun = false;
        for (byte[] magic : NO_TEXT) {
            int common = Math.min(start.length, magic.length);
            if (common > 0 && Arrays.equals(start, 0, common, magic, 0, common)) {
                if (common == magic.length) {
                    return DATA;
                }
                begun = true;
            }
        }
        if (begun) {
            return UNDECIDED;
        }
        int at = skipBlanks(start, startsWithByteOrderMark(start) ? 3 : 0);
        if (at == start.length || (start.length < 3 && start[0] == (byte) 0xEF)) {
            return unlessLong(start);
        }
        if (start[at] == '[') {
            return DATA;
        }
        return start[at] == '{' ? ofObject(start, skipBlanks(start, at + 1)) : OTHER;
    }

    private static FileStart ofObject(byte[] start, int at) {
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

    private static FileStart unlessLong(byte[] start) {
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
