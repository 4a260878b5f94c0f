package dev.upserter.guard;

import dev.upserter.guard.value.NullWords;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.text.Notices;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.problem.Code;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that are none by what the rows before them have: an error or a note of the program that wrote the data, the title of a section, the
 * answer to another question. Its memory is constant. For one thread.
 */
final class NoticeGuard {
    static final String HINT =
            "if it says that rows are missing, or why a program ended, write the data again. Otherwise leave the line"
                    + " out: with source.footer in a file, or with where in a query. guards.ID_MALFORMED: warn sends such rows as they are";

    static final String TITLE_HINT =
            "leave it out with filter, or with source.footer where no row follows it. If it is a title, look at the"
                    + " rows below it, which may be people who opted out. guards.ID_MALFORMED: warn sends such rows as they are";

    private static final String OTHER_HINT =
            "remove it, or leave it out with filter. guards.ID_MALFORMED: warn sends such rows as they are";

    /** So many identifiers without a blank show that a text with one is none. */
    private static final int FEW = 3;

    /** So many identifiers with digits show that a title is none, where rows have other values, and where they have not. */
    private static final int SEVERAL = 4;

    private static final int MANY = 10;

    /** As a shell says that a program ended before its time. */
    private static final Set<String> ENDED = Set.of("Killed", "Terminated", "Aborted");

    /** Only so many shapes, and names of fields, are remembered. */
    private static final int MOST = 64;

    private static final int MOST_NAMES = 4_000;

    private final Set<Shape> shapes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> names = new HashSet<>();
    /** The identifiers of one word with a digit or a sign of an address in it. */
    private long plain;
    /** Whether a row with other values had an identifier with a blank in it. */
    private boolean haveBlanks;
    /** Whether such a row, or one where there is no other column, had one without a digit. */
    private boolean areWords;

    void check(Operation operation, SourceRecord record, Findings findings) {
        JsonValue key = TableEndGuard.key(operation);
        boolean isOther = isOther(key, record);
        if (operation instanceof IdentifyPerson && isOther) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () ->
                            "the row is no row: no other row has its fields, and it says what went wrong, or something of the data",
                    OTHER_HINT);
            return;
        }
        if (key.kind() != ValueKind.TEXT || key.isEmptyText()) {
            plain++;
            return;
        }
        boolean isWord = isWord(key);
        if (isWord && hasDigit(key)) {
            plain++;
        } else if (!isWord || !areWords) {
            checkOdd(key, record, findings);
        }
    }

    private void checkOdd(JsonValue key, SourceRecord record, Findings findings) {
        String text = key.text().strip();
        boolean hasBlank = isSentence(text);
        String lone = lone(record);
        if (NullWords.isNobody(key)) {
            return;
        }
        if (lone == null || !text.contains(lone)) {
            haveBlanks |= hasBlank;
            areWords |= !hasBlank && hasNoDigit(text);
            return;
        }
        boolean isNotice = Notices.isNotice(lone);
        boolean isOneColumn = names.size() <= 1;
        if (isNotice && (hasBlank || plain > 0)) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the row is no row: its only value is a note or an error, and no identifier",
                    HINT);
        } else if (hasBlank && !haveBlanks && plain >= FEW) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the row is no row: its only value has several words, and the other identifiers have one",
                    TITLE_HINT);
        } else if (!hasBlank && !areWords && OptOutNames.isList(text) && plain >= (isOneColumn ? MANY : SEVERAL)) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () ->
                            "the row is no row: its only value is the title of a list of people, and the other identifiers have digits",
                    TITLE_HINT);
        } else {
            haveBlanks |= isOneColumn && hasBlank;
            areWords |= isOneColumn && !hasBlank && hasNoDigit(text);
        }
    }

    private static boolean isSentence(String text) {
        return text.chars().anyMatch(Character::isWhitespace);
    }

    /** Checks a row that the filter leaves out: that it says that rows are missing. A word such as {@code cancelled} may be a state. */
    static void checkLeftOut(SourceRecord record, Findings findings) {
        String lone = lone(record);
        if (lone != null && (isSentence(lone) || ENDED.contains(lone)) && Notices.isNotice(lone)) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () ->
                            "the filter leaves the row out, but its only value is a note or an error: rows may be missing",
                    HINT);
        }
    }

    /** Whether a row has nothing of what the others have but an identifier, and a field for errors, or an identifier as metadata has it. */
    private boolean isOther(JsonValue key, SourceRecord record) {
        Shape shape = record.shape();
        if (shapes.contains(shape) || shape.size() > MOST) {
            return false;
        }
        boolean mayBeOther = !names.isEmpty() && shape.size() > 1;
        for (int i = 0; mayBeOther && i < shape.size(); i++) {
            mayBeOther = !names.contains(shape.name(i))
                    || record.has(i) && record.value(i).text().equals(key.text());
        }
        if (mayBeOther && (isOfMetadata(key) || shape.names().stream().anyMatch(Notices::isOfErrors))) {
            return true;
        }
        if (shapes.size() < MOST && names.size() < MOST_NAMES) {
            shapes.add(shape);
            names.addAll(shape.names());
        }
        return false;
    }

    /** As {@code _meta} and {@code $schema}. */
    private static boolean isOfMetadata(JsonValue key) {
        return key.kind() == ValueKind.TEXT
                && (key.bytes()[key.start() + 1] == '_' || key.bytes()[key.start() + 1] == '$');
    }

    /** Whether a text is surely one word, and begins no markup. */
    private static boolean isWord(JsonValue text) {
        byte[] bytes = text.bytes();
        for (int i = text.start() + 1; i < text.end() - 1; i++) {
            byte b = bytes[i];
            if (b <= ' ' || b == '\\' || b == '<' || b == '{') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDigit(JsonValue text) {
        byte[] bytes = text.bytes();
        for (int i = text.start() + 1; i < text.end() - 1; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] == '@') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNoDigit(String text) {
        return text.chars().noneMatch(c -> Character.isDigit(c) || c == '@');
    }

    /** The only text of a row, without blanks around it; null if it has other values. */
    private static @Nullable String lone(SourceRecord record) {
        String lone = null;
        for (int i = 0; i < record.shape().size(); i++) {
            if (!TableEndGuard.holds(record, i)) {
                continue;
            }
            String text =
                    record.kind(i) == ValueKind.TEXT ? record.value(i).text().strip() : null;
            if (text == null || lone != null && !lone.equals(text)) {
                return null;
            }
            lone = text;
        }
        return lone;
    }
}
