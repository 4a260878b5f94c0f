package dev.upserter.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the shape of each record; most have the same as the one before. For one thread. */
final class Shapes {
    private static final int MAX_KNOWN = 256;

    private final Map<List<String>, Shape> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Shape> eldest) {
            return size() > MAX_KNOWN;
        }
    };
    private String[] names = new String[32];
    private Shape last = Shape.EMPTY;
    private int count;
    private boolean same;

    void begin() {
        count = 0;
        same = true;
    }

    /** Notes the next name and returns its place. */
    @SuppressWarnings("ReferenceEquality") // a name that the parser has seen before is the same object
    int add(String name) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
        }
        same = same
                && count < last.size()
                && (last.name(count) == name || last.name(count).equals(name));
        names[count] = name;
        return count++;
    }

    /** The shape of all names since {@link #begin()}. */
    Shape end() {
        if (!same || count != last.size()) {
            List<String> list = new ArrayList<>(Arrays.asList(names).subList(0, count));
            last = known.computeIfAbsent(list, Shape::new);
        }
        return last;
    }
}
