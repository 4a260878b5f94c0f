package dev.upserter.batch;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.Nested;
import dev.upserter.operation.IdentifyObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The relationships in an entry for several rows of an object: those of all rows, each person once. Knows only places in
 * bytes that its caller keeps. For one thread.
 */
final class JoinedRelationships {
    private static final byte[] OPENING = IdentifyObject.RELATIONSHIPS.getBytes(StandardCharsets.US_ASCII);

    private int size;
    /** Of each relationship: where it starts, where the identifier of its person ends, and where it ends. */
    private int[] places = new int[6];
    /** Of the current row. */
    private final int[] row = new int[3];

    /**
     * Reads the relationship of a row, if it has one.
     *
     * @param after what follows the attributes in its entry
     * @return by how much the entry grows with it; -1 if it may not be beside these
     */
    int growth(byte[] bytes, int after) {
        row[0] = 0;
        if (bytes[after] == '}') {
            return 0;
        }
        read(bytes, after + OPENING.length);
        for (int i = 0; i < size; i++) {
            int at = i * row.length;
            if (Arrays.equals(bytes, places[at], places[at + 2], bytes, row[0], row[2])) {
                row[0] = 0;
                return 0;
            }
            if (isOfSamePerson(bytes, at)) {
                return -1; // what both say of the relationship would be in one entry, in no order
            }
        }
        return (size == 0 ? OPENING.length + 1 : 1) + row[2] - row[0];
    }

    private void read(byte[] bytes, int start) {
        row[0] = start;
        row[1] = 0;
        row[2] = Nested.fields(bytes, start, (name, value, end) -> row[1] = row[1] == 0 ? end : row[1]);
    }

    /** An e-mail address identifies the same person in any letter case; two ids that differ in it are kept apart in vain. */
    private boolean isOfSamePerson(byte[] bytes, int at) {
        int count = row[1] - row[0];
        if (places[at + 1] - places[at] != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (folded(bytes[places[at] + i]) != folded(bytes[row[0] + i])) {
                return false;
            }
        }
        return true;
    }

    private static int folded(byte character) {
        return character >= 'A' && character <= 'Z' ? character | 0x20 : character;
    }

    /** Takes the relationship that was read last, if it is a new one. */
    void put() {
        if (row[0] == 0) {
            return;
        }
        if (places.length == size * row.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        System.arraycopy(row, 0, places, size * row.length, row.length);
        size++;
    }

    /** Writes them, after the attributes. */
    void write(byte[] bytes, GrowingBytes target) {
        for (int i = 0; i < size; i++) {
            if (i == 0) {
                target.put(OPENING);
            } else {
                target.put(',');
            }
            target.put(bytes, places[i * row.length], places[i * row.length + 2]);
        }
        if (size > 0) {
            target.put(']');
        }
    }
}
