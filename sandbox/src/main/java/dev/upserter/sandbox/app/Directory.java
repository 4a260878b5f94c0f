package dev.upserter.sandbox.app;

import dev.upserter.sandbox.store.Made;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
    private final List<ObjectType> types = new ArrayList<>();

    /** One without segments, and with the object types that the sandbox has at its start. */
    public Directory() {
        reset();
    }

    /** As it was at its start. */
    public synchronized void reset() {
        segments.clear();
        made.clear();
        types.clear();
        types.add(new ObjectType(1, "Companies", true));
        for (int number = 2; number <= TYPES; number++) {
            types.add(new ObjectType(number, typeName(number), true));
        }
    }

    /** What brings back all that is there now. */
    public synchronized Runnable undo() {
        var segmentsNow = new TreeMap<>(segments);
        Set<Integer> madeNow = Set.copyOf(made);
        List<ObjectType> typesNow = List.copyOf(types);
        return () -> bringBack(segmentsNow, madeNow, typesNow);
    }

    private synchronized void bringBack(
            Map<Integer, Segment> segmentsThen, Set<Integer> madeThen, List<ObjectType> typesThen) {
        segments.clear();
        segments.putAll(segmentsThen);
        made.retainAll(madeThen);
        types.clear();
        types.addAll(typesThen);
    }

    /** Adds a segment, or replaces that of its number. */
    public synchronized void put(Segment segment) {
        segments.put(segment.number(), segment);
        made.add(segment.number());
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
        if (types.stream().noneMatch(type -> type.name().equals(name))) {
            types.reversed().stream()
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
        return types.stream()
                .anyMatch(type -> String.valueOf(type.number()).equals(number)
                        && !type.name().equals(typeName(type.number())));
    }

    /** Adds an object type, or replaces that of its number. */
    public synchronized void put(ObjectType type) {
        types.removeIf(known -> known.number() == type.number());
        types.add(type);
        types.sort(Comparator.comparingInt(ObjectType::number));
    }

    synchronized List<ObjectType> types() {
        return List.copyOf(types);
    }
}
