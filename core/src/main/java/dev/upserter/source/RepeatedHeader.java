package dev.upserter.source;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Knows the header again where it stands among the rows, as in a file that was joined of several. Immutable. */
final class RepeatedHeader {
    private final byte[][] names;

    /** @param names of all columns, in order */
    RepeatedHeader(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** What a row is. */
    enum Kind {
        /** A row like any other. */
        NONE,
        /** The same names in the same order. */
        SAME,
        /** The same names in another order: what follows would be read under wrong names. */
        OTHER_ORDER
    }

    /** What the row at hand is. */
    Kind of(Cells cells) {
        if (cells.count() != names.length) {
            return Kind.NONE;
        }
        int first = find(cells, 0);
        if (first < 0) {
            return Kind.NONE;
        }
        boolean same = true;
        var found = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            int name = cells.says(i, names[i]) ? i : find(cells, i);
            if (name < 0 || found[name]) {
                return Kind.NONE;
            }
            found[name] = true;
            same &= name == i;
        }
        return same ? Kind.SAME : Kind.OTHER_ORDER;
    }

    private int find(Cells cells, int cell) {
        for (int i = 0; i < names.length; i++) {
            if (cells.says(cell, names[i])) {
                return i;
            }
        }
        return -1;
    }
}
