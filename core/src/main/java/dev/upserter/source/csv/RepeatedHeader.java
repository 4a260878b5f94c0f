package dev.upserter.source.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recognises the header among the rows, as in a file joined from several, by its {@link LooseNames}. Immutable. */
final class RepeatedHeader {
    private final byte[][] names;
    private final Map<String, Integer> places = new HashMap<>();

    /** @param names of all columns, in order */
    RepeatedHeader(List<String> names) {
        this.names = names.stream().map(LooseNames::folded).toArray(byte[][]::new);
        for (int i = 0; i < this.names.length; i++) {
            if (this.names[i].length > 0) {
                places.putIfAbsent(LooseNames.key(names.get(i)), i);
            }
        }
    }

    /** The kind of a row. */
    enum Kind {
        /** A normal row. */
        NONE,
        /** The same names in the same order, or the first of them. */
        SAME,
        /** The same names in another order: what follows would be read under wrong names. */
        OTHER_ORDER,
        /**
         * Names that are mostly the same, without an address, since no column is named like one: the rows below have other
         * columns.
         */
        OTHER_NAMES
    }

    /** The kind of the current row. */
    Kind of(Cells cells) {
        return !isName(cells) || cells.count() == 1 && names.length > 1 ? Kind.NONE : compared(cells);
    }

    private Kind compared(Cells cells) {
        int alike = 0;
        int others = 0;
        boolean inOrder = true;
        boolean hasAddress = false;
        var found = new boolean[names.length];
        for (int i = 0; i < cells.count(); i++) {
            int name = isAt(cells, i, i) ? i : places.getOrDefault(LooseNames.key(cells.text(i)), -1);
            if (name >= 0 && !found[name]) {
                found[name] = true;
                alike++;
                inOrder &= name == i;
            } else if (i >= names.length
                    || names[i].length > 0
                    || !cells.text(i).isBlank()) {
                others++;
                hasAddress |= cells.text(i).indexOf('@') > 0;
            }
        }
        if (others > 0) {
            return alike > 1 && alike > others && !hasAddress ? Kind.OTHER_NAMES : Kind.NONE;
        }
        return inOrder ? Kind.SAME : Kind.OTHER_ORDER;
    }

    private boolean isAt(Cells cells, int cell, int name) {
        return name < names.length && names[name].length > 0 && cells.saysName(cell, names[name]);
    }

    /** Whether the first cell is the name of a column. */
    private boolean isName(Cells cells) {
        for (int i = 0; i < names.length; i++) {
            if (isAt(cells, 0, i)) {
                return true;
            }
        }
        return false;
    }
}
