package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.DeleteObject;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.text.TableEnd;
import dev.upserter.problem.Code;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds rows that are none: sums and notes below a table, where the configuration leaves none out. Stateless. */
final class TableEndGuard {
    static final String HINT =
            "leave the line out: with source.footer in a file, with where in a query, or with filter."
                    + " guards.ID_MALFORMED: warn sends such rows as they are";

    /** The first bytes of blanks beyond ASCII. */
    private static final byte BLANK_FROM = (byte) 0xE1;

    private static final byte BLANK_TO = (byte) 0xE3;

    private TableEndGuard() {}

    static void check(Operation operation, SourceRecord record, Findings findings) {
        JsonValue key = key(operation);
        if (TableEnd.maybe(key)) {
            String text = key.text().strip();
            List<String> others = TableEnd.beside(text, () -> others(record, text));
            if (others != null) {
                findings.add(
                        Code.ID_MALFORMED,
                        "",
                        () -> "the row is no row: its identifier is a word or a note that stands below a table, and"
                                + (others.isEmpty() ? " no other cell holds a value" : " its other cells are numbers"),
                        HINT);
            }
        } else if (operation instanceof IdentifyPerson) {
            checkFirst(record, findings);
        }
    }

    /** A line of sums may have a number where the identifiers are, which then would be that of somebody else. */
    private static void checkFirst(SourceRecord record, Findings findings) {
        int first = 0;
        while (first < record.shape().size() && !holds(record, first)) {
            first++;
        }
        if (first < record.shape().size() && record.kind(first) == ValueKind.TEXT && maybe(record.value(first))) {
            String text = record.value(first).text().strip();
            List<String> others = TableEnd.isTotal(text) ? others(record, text) : null;
            if (others != null && others.size() > 1 && others.stream().allMatch(TableEnd::isFigure)) {
                findings.add(
                        Code.ID_MALFORMED,
                        "",
                        () -> "the row is no row: it begins with a word for a sum, and its other cells are numbers",
                        HINT);
            }
        }
    }

    /** No digit starts a word for a sum, but numbers, dates and addresses of houses. */
    private static boolean maybe(JsonValue first) {
        byte b = first.bytes()[first.start() + 1];
        return (b < '0' || b > '9') && TableEnd.maybe(first);
    }

    /** What a row is about. */
    static JsonValue key(Operation operation) {
        return switch (operation) {
            case IdentifyObject object -> object.object().id();
            case DeleteObject deletion -> deletion.object().id();
            case ChangeRelationship relationship -> relationship.identifier().value();
            default -> operation.subject().value();
        };
    }

    /** Whether a field has a value that is not blank. */
    static boolean holds(SourceRecord record, int i) {
        return record.has(i)
                && record.kind(i) != ValueKind.NULL
                && !(record.kind(i) == ValueKind.TEXT && isBlank(record.value(i)));
    }

    /** Most texts start with a character that shows, so that no string is made of them. */
    private static boolean isBlank(JsonValue text) {
        byte first = text.bytes()[text.start() + 1];
        boolean maybeBlank = first >= 0 && first <= ' ' || first == '\\' || first >= BLANK_FROM && first <= BLANK_TO;
        return text.isEmptyText() || maybeBlank && text.text().isBlank();
    }

    /** The other values as texts; null where one is neither text nor number, or there are no fields to look at. */
    private static @Nullable List<String> others(SourceRecord record, String key) {
        var others = new ArrayList<String>();
        for (int i = 0; i < record.shape().size(); i++) {
            if (!holds(record, i)) {
                continue;
            }
            switch (record.kind(i)) {
                case TEXT, INTEGER, DECIMAL -> {
                    String text = record.value(i).text().strip();
                    if (!text.equalsIgnoreCase(key)) {
                        others.add(text);
                    }
                }
                case TRUE, FALSE, OBJECT, ARRAY, NULL -> {
                    return null;
                }
            }
        }
        return record.shape().size() == 0 ? null : others;
    }
}
