package dev.upserter.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows what. Stateless. */
public final class Sequences {
    private Sequences() {}

    /**
     * A turn that waits for its own end, by itself or by way of others.
     *
     * @param turns all, of one configuration or of several
     * @return the first; empty if none does
     */
    public static Optional<Turn> circle(List<Turn> turns) {
        return turns.stream().filter(turn -> waitsForItself(turn, turns)).findFirst();
    }

    private static boolean waitsForItself(Turn turn, List<Turn> turns) {
        Set<Turn> passed = new HashSet<>();
        Optional<Turn> before = before(turn, turns);
        while (before.isPresent() && passed.add(before.get())) {
            if (before.get().equals(turn)) {
                return true;
            }
            before = before(before.get(), turns);
        }
        return false;
    }

    /** The turn after which one comes; empty if it waits for none of these. */
    public static Optional<Turn> before(Turn turn, List<Turn> turns) {
        String after = turn.when().after();
        return after == null
                ? Optional.empty()
                : turns.stream().filter(other -> other.syncs().contains(after)).findFirst();
    }
}
