package dev.upserter.batch;

import dev.upserter.guard.Limits;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Role;
import java.util.Arrays;

/**
 * One entry for several rows of a person or an object: each attribute as the last row says that names it, and all
 * relationships. Knows only places in bytes that its caller keeps.
 *
 * <p>A row is taken only if Customer.io then holds what it would hold after the rows one by one.
 */
final class JoinedEntry {
    /** How an attribute may differ from row to row. */
    private enum Tie {
        /** As it likes: the last row counts. */
        FREE,
        /** Not at all, but a later row may lack it: it is an identifier and may lead to another person. */
        SAME_OR_ABSENT,
        /** Not at all: it says how the whole entry is to be taken. */
        SAME,
        /** A row that has it is not joined: it and other attributes overwrite one another. */
        NEVER
    }

    private static final byte OPEN = '{';
    /** What an entry has after its attributes; each of them brings the byte before it. */
    private static final int CLOSING = "}}".length();

    private static final int QUOTES = 2;
    /** How the names of attributes that are not free begin, and some others. */
    private static final String FIRST_LETTERS = "iepac_";

    private final int header;
    private final int headerLength;
    private final FieldOffsets fields;
    private final JoinedRelationships relationships = new JoinedRelationships();
    private Tie[] ties;
    private int length;
    private int same;
    private boolean isJoinable = true;

    /**
     * The entry of the first row.
     *
     * @param header       where it starts
     * @param headerLength the bytes before its attributes
     * @param row          its attributes
     */
    JoinedEntry(int header, int headerLength, FieldOffsets row, byte[] bytes) {
        this.header = header;
        this.headerLength = headerLength;
        this.length = headerLength + CLOSING;
        this.fields = new FieldOffsets(row.size());
        this.ties = new Tie[row.size()];
        length += relationships.growth(bytes, row.after());
        put(row, bytes);
    }

    /** Takes another row, if it may; its entry has the same bytes before the attributes. */
    boolean take(FieldOffsets row, byte[] bytes) {
        int growth = relationships.growth(bytes, row.after());
        if (!isJoinable || growth < 0 || !mayTake(row, bytes, growth)) {
            return false;
        }
        length += growth;
        put(row, bytes);
        return true;
    }

    private boolean mayTake(FieldOffsets row, byte[] bytes, int growth) {
        int size = fields.size();
        int newLength = length + growth;
        int seen = 0;
        int hint = 0;
        for (int i = 0; i < row.size(); i++) {
            int slot = fields.find(row, i, bytes, hint);
            hint = slot + 1;
            newLength += row.length(i) + 1;
            if (slot < 0) {
                size++;
                if (tie(row, i, bytes) != Tie.FREE) {
                    return false;
                }
                continue;
            }
            newLength -= fields.length(slot) + 1;
            boolean fits = switch (ties[slot]) {
                case FREE -> isAcceptable(slot, bytes);
                case SAME_OR_ABSENT -> fields.isSameValue(slot, row, i, bytes);
                case SAME -> {
                    seen++;
                    yield fields.isSameValue(slot, row, i, bytes);
                }
                case NEVER -> false;
            };
            if (!fits) {
                return false;
            }
        }
        return seen == same && size <= Limits.ATTRIBUTES && newLength <= Limits.ENTRY;
    }

    /** Whether nothing is known that speaks against the value: a row with another is to be refused by itself. */
    private boolean isAcceptable(int slot, byte[] bytes) {
        int value = fields.value(slot);
        return fields.end(slot) - value <= Limits.ATTRIBUTE_VALUE + (bytes[value] == '"' ? QUOTES : 0);
    }

    private void put(FieldOffsets row, byte[] bytes) {
        relationships.put();
        int hint = 0;
        for (int i = 0; i < row.size(); i++) {
            int slot = fields.find(row, i, bytes, hint);
            hint = slot + 1;
            length += row.length(i) + 1;
            if (slot < 0) {
                append(row, i, tie(row, i, bytes));
            } else {
                length -= fields.length(slot) + 1;
                fields.set(slot, row, i);
            }
        }
    }

    private void append(FieldOffsets row, int i, Tie tie) {
        int slot = fields.size();
        if (slot == ties.length) {
            ties = Arrays.copyOf(ties, Math.max(4, slot * 2));
        }
        ties[slot] = tie;
        same += tie == Tie.SAME ? 1 : 0;
        isJoinable &= tie != Tie.NEVER;
        fields.add(row, i);
    }

    private static Tie tie(FieldOffsets row, int i, byte[] bytes) {
        int name = row.name(i);
        return FIRST_LETTERS.indexOf(bytes[name + 1]) < 0
                ? Tie.FREE
                : tie(new JsonValue(bytes, name, row.value(i) - 1, ValueKind.TEXT).text());
    }

    private static Tie tie(String name) {
        return switch (Role.of(name)) {
            case ID, EMAIL, PHONE, ANONYMOUS_ID -> Tie.SAME_OR_ABSENT;
            case READ_ONLY -> Tie.SAME;
            case SUBSCRIPTIONS -> Tie.NEVER;
            case PLAIN -> name.startsWith("_") ? Tie.SAME : Tie.FREE;
            case CREATED_AT, UNSUBSCRIBED, TOPIC, TIMEZONE -> Tie.FREE;
        };
    }

    /** Writes the entry. */
    void write(byte[] bytes, GrowingBytes target) {
        target.put(bytes, header, header + headerLength);
        for (int i = 0; i < fields.size(); i++) {
            target.put(i == 0 ? OPEN : ',');
            target.put(bytes, fields.name(i), fields.end(i));
        }
        if (fields.size() == 0) {
            target.put(OPEN);
        }
        target.put('}');
        relationships.write(bytes, target);
        target.put('}');
    }
}
