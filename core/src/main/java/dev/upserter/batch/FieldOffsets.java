package dev.upserter.batch;

import dev.upserter.json.Nested;
import java.util.Arrays;

/** Where the fields of an object are in some bytes, without a blank between name and value. For one thread. */
final class FieldOffsets {
    private int size;
    private int[] names;
    private int[] values;
    private int[] ends;
    private int after;

    /** None, and room for so many. */
    FieldOffsets(int room) {
        names = new int[room];
        values = new int[room];
        ends = new int[room];
    }

    /** Reads the object that starts here, in place of what was read before. */
    void read(byte[] bytes, int start) {
        size = 0;
        after = Nested.fields(bytes, start, this::add);
    }

    private void add(int name, int value, int end) {
        if (size == names.length) {
            int more = Math.max(4, size * 2);
            names = Arrays.copyOf(names, more);
            values = Arrays.copyOf(values, more);
            ends = Arrays.copyOf(ends, more);
        }
        names[size] = name;
        values[size] = value;
        ends[size] = end;
        size++;
    }

    /** Adds the i-th field of others. */
    void add(FieldOffsets others, int i) {
        add(others.names[i], others.values[i], others.ends[i]);
    }

    /** Puts the i-th field of others in place of one of these. */
    void set(int at, FieldOffsets others, int i) {
        names[at] = others.names[i];
        values[at] = others.values[i];
        ends[at] = others.ends[i];
    }

    /**
     * The place of the field that has the name of another's i-th; -1 if there is none.
     *
     * @param hint where it probably is
     */
    int find(FieldOffsets others, int i, byte[] bytes, int hint) {
        for (int k = hint; k < size; k++) {
            if (hasName(k, others, i, bytes)) {
                return k;
            }
        }
        for (int k = 0; k < Math.min(hint, size); k++) {
            if (hasName(k, others, i, bytes)) {
                return k;
            }
        }
        return -1;
    }

    private boolean hasName(int k, FieldOffsets others, int i, byte[] bytes) {
        return Arrays.equals(bytes, names[k], values[k], bytes, others.names[i], others.values[i]);
    }

    /** Whether the value of one field has the bytes of another's i-th. */
    boolean isSameValue(int k, FieldOffsets others, int i, byte[] bytes) {
        return Arrays.equals(bytes, values[k], ends[k], bytes, others.values[i], others.ends[i]);
    }

    /** The index after the object that was read. */
    int after() {
        return after;
    }

    int size() {
        return size;
    }

    /** Where the name starts, at its quote. */
    int name(int i) {
        return names[i];
    }

    /** Where the value starts, after the colon. */
    int value(int i) {
        return values[i];
    }

    /** Where the value ends. */
    int end(int i) {
        return ends[i];
    }

    /** Of name and value, bytes. */
    int length(int i) {
        return ends[i] - names[i];
    }
}
