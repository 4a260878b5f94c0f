package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.util.HashSet;
import java.util.Set;

/** Recognises identifiers of more digits than Excel keeps: each has zeros after the fifteenth. For one thread. */
final class TruncatedIds {
    /** The most digits that Excel keeps. */
    private static final int KEPT = 15;
    /** So many zeros at the end are rarely chance. */
    private static final int MANY_ZEROS = 3;
    /** So many different identifiers that all end in many zeros are no chance. */
    private static final int WITH_MANY_ZEROS = 2;
    /** So many different identifiers that all end in a zero are no chance. */
    private static final int MANY_IDS = 3;

    private static final int LONGEST = 30;

    private final Set<String> ids = new HashSet<>();
    private boolean hasOthers;

    /** Whether the last digits of an identifier were lost, as far as it and those before it show. */
    boolean take(JsonValue id) {
        int quote = id.kind() == ValueKind.TEXT ? 1 : 0;
        int start = id.start() + quote;
        int end = id.end() - quote;
        if (end - start <= KEPT
                || end - start > LONGEST
                || id.bytes()[start] == '0'
                || !isDigits(id.bytes(), start, end)) {
            return false;
        }
        for (int i = start + KEPT; i < end; i++) {
            hasOthers |= id.bytes()[i] != '0';
        }
        if (hasOthers) {
            return false;
        }
        if (ids.size() < MANY_IDS) {
            ids.add(id.text());
        }
        return ids.size() >= (end - start - KEPT >= MANY_ZEROS ? WITH_MANY_ZEROS : MANY_IDS);
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
