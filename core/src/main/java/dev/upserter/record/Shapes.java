package dev.upserter.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the shape of each record; most records have the shape of the previous one. For one thread. */
public final class Shapes {
    /** Shapes are dropped when they hold more names than this: a file may have new names in every record. */
    private static final int MAX_NAMES = 50_000;

    private final Map<List<String>, Shape> known = new HashMap<>();
    private int knownNames;
    private String[] names = new String[32];
    private Shape last = Shape.EMPTY;
    private int count;
    private boolean same;

    public void begin() {
        count = 0;
        same = true;
    }

    /** Adds the next name and returns its index. */
    @SuppressWarnings("ReferenceEquality") // the parser returns the same object for a name it has seen before
    public int add(String name) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
        }
        same = same
                && count < last.size()
                && (last.name(count) == name || last.name(count).equals(name));
        names[count] = name;
        return count++;
    }

    /**
     * Adds the name that comes next in the previous shape, if it is here in quotes.
     *
     * @param end index after the last byte that may be read
     * @return the index after the name; {@code end} if it is another
     */
    public int addSame(byte[] bytes, int at, int end) {
        if (count >= last.size()) {
            return end;
        }
        byte[] quoted = last.quoted(count);
        int behind = at + quoted.length;
        if (quoted.length == 0 || behind > end || !Arrays.equals(quoted, 0, quoted.length, bytes, at, behind)) {
            return end;
        }
        count++;
        return behind;
    }

    /** Whether exactly the names of the previous shape have been added. */
    public boolean isSame() {
        return same && count == last.size();
    }

    /** The index of the last name added. */
    public int lastAdded() {
        return count - 1;
    }

    /** The shape of all names added since {@link #begin()}. */
    public Shape end() {
        if (!isSame()) {
            last = find(Arrays.asList(names).subList(0, count));
        }
        return last;
    }

    private Shape find(List<String> wanted) {
        Shape found = known.get(wanted);
        if (found != null) {
            return found;
        }
        if (knownNames + count > MAX_NAMES) {
            known.clear();
            knownNames = 0;
        }
        var fresh = new Shape(wanted);
        known.put(fresh.names(), fresh);
        knownNames += count;
        return fresh;
    }

    /** The number of names in memory. */
    public int knownNames() {
        return knownNames;
    }
}
