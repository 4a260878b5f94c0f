package dev.upserter.sandbox.app;

import dev.upserter.sandbox.store.Made;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people make on Customer.io's pages and a sync finds there: segments and object types. Segments to which a request
 * added people are there, too, and manual ones of the numbers 1 to 100, which a list leaves out. Thread-safe.
 */
public final class Directory implements Made {
    /** An object type; those of the numbers 1 to 9 exist. */
    public record ObjectType(int number, String name, boolean isEnabled) {}

    private static final int TYPES = 9;
    private static final int SEGMENTS = 100;

    private final TreeMap<Integer, Segment> segments = new TreeMap<>();
    private final Set<Integer> made = new HashSet<>();
    private final TreeMap<Integer, ObjectType> types = new TreeMap<>();

    /** One without segments, and with the object types that the sandbox has at its start. */
    public Directory() {
        reset();
    }

    /** As it was at its start. */
    public synchronized void reset() {
        segments.clear();
        made.clear();
        types.clear();
        for (int number = 1; number <= TYPES; number++) {
            types.put(number, new ObjectType(number, number == 1 ? "Companies" : typeName(number), true));
        }
    }

    /** Adds a segment, or replaces that of its number. */
    public void put(Segment segment) {
        Runnable unused = putRevocably(segment);
    }

    /** The same; what it returns takes it back, unless it was replaced since. */
    public synchronized Runnable putRevocably(Segment segment) {
        Segment before = segments.put(segment.number(), segment);
        boolean isNew = made.add(segment.number());
        return () -> takeBack(segment, before, isNew);
    }

    private synchronized void takeBack(Segment segment, @Nullable Segment before, boolean isNew) {
        boolean isThere = before == null
                ? segments.remove(segment.number(), segment)
                : segments.replace(segment.number(), segment, before);
        if (isThere && isNew) {
            made.remove(segment.number());
        }
    }

    /** Makes a manual segment. */
    synchronized Segment create(String name) {
        int number = Math.max(SEGMENTS, segments.isEmpty() ? 0 : segments.lastKey()) + 1;
        var made = Segment.manual(number, name);
        put(made);
        return made;
    }

    /** Notes that there is a segment of this number. */
    synchronized void require(int number) {
        segments.computeIfAbsent(number, Directory::unnamed);
    }

    /** Makes a manual segment of this name, where there is none. */
    public synchronized void requireSegment(String name) {
        if (segments.values().stream().noneMatch(segment -> segment.name().equals(name))) {
            create(name);
        }
    }

    /** Gives the last object type that has no name of its own this name, where none has it. */
    public synchronized void requireType(String name) {
        if (types.values().stream().noneMatch(type -> type.name().equals(name))) {
            types.descendingMap().values().stream()
                    .filter(type -> type.name().equals(typeName(type.number())))
                    .findFirst()
                    .ifPresent(type -> put(new ObjectType(type.number(), name, true)));
        }
    }

    private static Segment unnamed(int number) {
        return Segment.manual(number, "Segment " + number);
    }

    private static String typeName(int number) {
        return "Type " + number;
    }

    synchronized List<Segment> segments() {
        return List.copyOf(segments.values());
    }

    synchronized Optional<Segment> segment(int number) {
        return Optional.ofNullable(segments.get(number))
                .or(() -> number > 0 && number <= SEGMENTS ? Optional.of(unnamed(number)) : Optional.empty());
    }

    @Override
    public synchronized boolean hasSegment(long number) {
        return made.contains((int) number) && number <= Integer.MAX_VALUE;
    }

    @Override
    public synchronized boolean hasType(String number) {
        return types.values().stream()
                .anyMatch(type -> String.valueOf(type.number()).equals(number)
                        && !type.name().equals(typeName(type.number())));
    }

    /** Adds an object type, or replaces that of its number. */
    public void put(ObjectType type) {
        Runnable unused = putRevocably(type);
    }

    /** The same; what it returns takes it back, unless it was replaced since. */
    public synchronized Runnable putRevocably(ObjectType type) {
        ObjectType before = types.put(type.number(), type);
        return () -> takeBack(type, before);
    }

    private synchronized void takeBack(ObjectType type, @Nullable ObjectType before) {
        boolean unused =
                before == null ? types.remove(type.number(), type) : types.replace(type.number(), type, before);
    }

    synchronized List<ObjectType> types() {
        return List.copyOf(types.values());
    }
}
