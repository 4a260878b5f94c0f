package dev.upserter.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the shape of each record; most have the same as the one before. For one thread. */
public final class Shapes {
    /** Shapes are forgotten when they hold more names than this: a file may have new ones in every record. */
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

    /** Notes the next name and returns its place. */
    @SuppressWarnings("ReferenceEquality") // a name that the parser has seen before is the same object
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
     * Notes the name that comes next in the shape before, if it stands here in quotes.
     *
     * @param end index after the last byte that may be looked at
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

    /** Whether all names of the shape before have been noted, and no others. */
    public boolean isSame() {
        return same && count == last.size();
    }

    /** The place of the name noted last. */
    public int lastAdded() {
        return count - 1;
    }

    /** The shape of all names since {@link #begin()}. */
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

    /** How many names are kept. */
    public int knownNames() {
        return knownNames;
    }
}
