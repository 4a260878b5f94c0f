package dev.upserter.plan;

import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order of a payload's names by their bytes, worked out once for all rows of one shape. For one thread. */
final class NameOrder {
    private AttributeName[] names = new AttributeName[0];
    private byte[][] nameBytes = new byte[0][];
    private int[] order = new int[0];

    /** The places of the names in the payload, sorted; not to be changed. */
    int[] of(Payload payload) {
        if (!isSortedAlready(payload)) {
            sort(payload);
        }
        return order;
    }

    /** The UTF-8 of the name at a place of the payload sorted last. */
    byte[] name(int place) {
        return nameBytes[place];
    }

    /** Rows of one shape have the same names in the same order, as the same objects. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isSortedAlready(Payload payload) {
        if (payload.size() != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (payload.attribute(i).name() != names[i]) {
                return false;
            }
        }
        return true;
    }

    private void sort(Payload payload) {
        int count = payload.size();
        names = new AttributeName[count];
        nameBytes = new byte[count][];
        var indexes = new Integer[count];
        for (int i = 0; i < count; i++) {
            names[i] = payload.attribute(i).name();
            nameBytes[i] = names[i].text().getBytes(StandardCharsets.UTF_8);
            indexes[i] = i;
        }
        Arrays.sort(indexes, (a, b) -> Arrays.compareUnsigned(nameBytes[a], nameBytes[b]));
        order = Arrays.stream(indexes).mapToInt(Integer::intValue).toArray();
    }
}
