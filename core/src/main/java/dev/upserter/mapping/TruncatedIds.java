package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;

/** Recognises identifiers of more digits than Excel keeps: each has zeros after the fifteenth. For one thread. */
final class TruncatedIds {
    /** The most digits that Excel keeps. */
    private static final int KEPT = 15;
    /** So many zeros at the end are no chance. */
    private static final int MANY_ZEROS = 3;
    /** So many identifiers that all end in a zero are no chance. */
    private static final int MANY_IDS = 3;

    private static final int LONGEST = 30;

    private int ids;
    private boolean hasOthers;

    /** Whether the last digits of an identifier were lost, as far as it and those before it show. */
    boolean take(JsonValue id) {
        int quote = id.kind() == ValueKind.TEXT ? 1 : 0;
        int start = id.start() + quote;
        int end = id.end() - quote;
        if (end - start <= KEPT || end - start > LONGEST || !isDigits(id.bytes(), start, end)) {
            return false;
        }
        for (int i = start + KEPT; i < end; i++) {
            hasOthers |= id.bytes()[i] != '0';
        }
        ids = Math.min(ids + 1, MANY_IDS);
        return !hasOthers && (end - start - KEPT >= MANY_ZEROS || ids == MANY_IDS);
    }

    private static boolean isDigits(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
