package dev.upserter.source.open;

import java.io.IOException;
import java.io.InputStream;

/**
 * Looks at the bytes of plain CSV once, without making rows of them: whether a quoted cell may extend over several lines, so that rows
 * may be hidden in it, and whether a line may repeat the header: one that starts with the same name. What it reports must be looked at;
 * what it does not is not there. For one thread.
 */
final class QuickScan {
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_NAME = 64;
    /** The last byte of a byte-order mark. */
    private static final int MARK = 0xBF;

    private final int delimiter;
    private final byte[] name = new byte[LONGEST_NAME];
    private int nameLength;
    private boolean isNamed;
    /** How much of the name the line starts with; negative if it starts otherwise. */
    private int matched = -1;

    private boolean inside;
    private boolean breaksInQuotes;
    private boolean repeatsName;

    private QuickScan(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Reads to the end, or to the first line break within a quoted cell. */
    static QuickScan of(InputStream in, char delimiter) throws IOException {
        var scan = new QuickScan(delimiter);
        byte[] buffer = new byte[BUFFER];
        int before = '\n';
        for (int n = in.read(buffer); n >= 0 && !scan.breaksInQuotes; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                boolean isIdle = scan.matched < 0 && scan.isNamed;
                int from = i;
                while (isIdle && i < n - 1 && (buffer[i] & 0xFF) > '"') {
                    i++;
                }
                before = i > from ? buffer[i - 1] & 0xFF : before;
                scan.take(buffer[i] & 0xFF, before);
                before = buffer[i] & 0xFF;
            }
        }
        return scan;
    }

    private void take(int b, int before) {
        if (b == '"') {
            inside = !inside && startsCell(before);
        } else if (inside && isBreak(b)) {
            breaksInQuotes = true;
        }
        if (!isNamed) {
            takeName(b);
        } else if (matched >= 0) {
            match(b);
        }
        if (isBreak(b)) {
            isNamed |= nameLength > 0; // blank lines may stand above the header
            matched = 0;
        }
    }

    private boolean startsCell(int before) {
        return before == delimiter || isBreak(before) || before == '"' || before == MARK;
    }

    private void takeName(int b) {
        if (b == delimiter || nameLength == LONGEST_NAME) {
            isNamed = true;
            matched = -1;
        } else if (!isAround(b) && !isBreak(b)) {
            name[nameLength++] = (byte) lower(b);
        }
    }

    private void match(int b) {
        if (matched == nameLength && (b == delimiter || isBreak(b))) {
            repeatsName |= nameLength > 0;
            matched = -1;
        } else if (matched < nameLength && lower(b) == (name[matched] & 0xFF)) {
            matched++;
        } else if (!isAround(b)) {
            matched = -1;
        }
    }

    private static boolean isAround(int b) {
        return b == '"' || b == ' ' || b == 0xEF || b == 0xBB || b == MARK;
    }

    private static boolean isBreak(int b) {
        return b == '\n' || b == '\r';
    }

    private static int lower(int b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** Whether a quoted cell may hold a line break, or is never closed. */
    boolean mayHideRows() {
        return breaksInQuotes || inside;
    }

    /** Whether a later line may start with the name of the first column. */
    boolean mayRepeatHeader() {
        return repeatsName || nameLength == LONGEST_NAME;
    }
}
