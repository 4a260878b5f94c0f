package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifyPerson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees in the first rows which attributes start with the apostrophe that a spreadsheet wants before digits that are no number.
 * For one thread.
 */
final class ApostropheWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;

    private final Map<AttributeName, Count> counts = new LinkedHashMap<>();
    private int rows;

    private static final class Count {
        private int texts;
        private int marked;
    }

    void look(IdentifyPerson operation) {
        if (rows == ENOUGH) {
            return;
        }
        rows++;
        for (int i = 0; i < operation.size(); i++) {
            JsonValue value = operation.attribute(i).value();
            AttributeName name = operation.attribute(i).name();
            boolean isMarked = isMarked(value);
            Count count = isMarked && counts.size() < MOST_NAMES
                    ? counts.computeIfAbsent(name, its -> new Count())
                    : counts.isEmpty() ? null : counts.get(name);
            if (count != null && value.kind() != ValueKind.NULL && !value.isEmptyText()) {
                count.texts++;
                count.marked += isMarked ? 1 : 0;
            }
        }
    }

    private static boolean isMarked(JsonValue value) {
        if (value.kind() != ValueKind.TEXT || value.length() < 4 || value.bytes()[value.start() + 1] != '\'') {
            return false;
        }
        byte first = value.bytes()[value.start() + 2];
        boolean isSigned = (first == '+' || first == '-') && value.length() > 4;
        for (int i = value.start() + (isSigned ? 3 : 2); i < value.end() - 1; i++) {
            byte b = value.bytes()[i];
            if ((b < '0' || b > '9') && b != '.' && b != ',') {
                return false;
            }
        }
        return true;
    }

    /** The attributes of which most values do. */
    List<String> marked() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().marked > 1 && entry.getValue().marked * 2 > entry.getValue().texts)
                .map(entry -> entry.getKey().text())
                .toList();
    }
}
