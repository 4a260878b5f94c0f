package dev.upserter.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which names the data of the events of a sync have held. Where all data make the ids of events, other names make other
 * events of the same rows. Immutable.
 *
 * @param names by name, how many events had a value of it; of a member of an object, its path with dots
 * @param until no event was later, Unix seconds
 */
public record EventData(Map<String, Share> names, long until) {
    /** How many events had a value. */
    public enum Share {
        /** None: the name is a column's. */
        NONE,
        SOME,
        ALL
    }

    /**
     * How it is not as before.
     *
     * @param added  names that no event had
     * @param gone   names that are missing
     * @param events how many events may have been sent before, with another id
     */
    public record Change(List<String> added, List<String> gone, long events) {
        public Change {
            added = List.copyOf(added);
            gone = List.copyOf(gone);
        }
    }

    public EventData {
        names = Map.copyOf(names);
    }

    /** The names of which an event had a value. */
    public Set<String> valued() {
        return names.entrySet().stream()
                .filter(name -> name.getValue() != Share.NONE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a value has members, or would have, were they not denied. */
    public boolean hasMembers() {
        Set<String> all = valued();
        return names.keySet().stream().anyMatch(name -> isMember(name, all));
    }

    /** The same, with names that no event had. */
    public EventData with(Set<String> others) {
        var all = new HashMap<>(names);
        others.forEach(name -> all.putIfAbsent(name, Share.NONE));
        return new EventData(all, until);
    }

    /**
     * What is known after more events.
     *
     * @param later      of these
     * @param hasColumns whether these had columns, so that names are gone that are not among them
     */
    public EventData and(EventData later, boolean hasColumns) {
        var all = new HashMap<String, Share>();
        names.forEach((name, share) -> {
            if (later.names.containsKey(name) || !hasColumns || isMember(name, later.names.keySet())) {
                all.put(name, together(share, later.names.getOrDefault(name, Share.NONE)));
            }
        });
        later.names.forEach((name, share) -> all.putIfAbsent(name, share == Share.ALL ? Share.SOME : share));
        return new EventData(all, Math.max(until, later.until));
    }

    /** Whether a name is that of a member of a value that has one of these names. */
    static boolean isMember(String name, Set<String> names) {
        return IntStream.range(0, name.length())
                .anyMatch(i -> name.charAt(i) == '.' && names.contains(name.substring(0, i)));
    }

    private static Share together(Share before, Share later) {
        return before == later ? before : Share.SOME;
    }
}
