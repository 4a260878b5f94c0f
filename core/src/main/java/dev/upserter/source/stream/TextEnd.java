package dev.upserter.source.stream;

/** Watches the bytes of a text to tell how it ended. For one thread. */
final class TextEnd {
    /** How much of the start shows how its lines end. */
    private static final int SAMPLE = 64 << 10;

    private byte last = '\n';
    private int seen;
    private boolean hasPairs;

    /** Takes the next bytes. */
    void take(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        byte before = last;
        for (int i = from; i < to && seen < SAMPLE && !hasPairs; i++, seen++) {
            hasPairs = seen > 0 && before == '\r' && bytes[i] == '\n';
            before = bytes[i];
        }
        last = bytes[to - 1];
    }

    /**
     * How the text ended, if it has; an empty text ends with a line break. A carriage return alone is no line break where the
     * other lines end with a line feed after it.
     */
    FileEnd.Ending ending() {
        return last == '\n' || last == '\r' && !hasPairs ? FileEnd.Ending.LINE_END : FileEnd.Ending.NO_LINE_END;
    }
}
