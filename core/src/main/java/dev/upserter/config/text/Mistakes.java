package dev.upserter.config.text;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Collects all that is wrong with a configuration. For one thread. */
public final class Mistakes {
    /** More would not be read by anybody. */
    public static final int MAX = 100;

    private final List<Problem> found = new ArrayList<>();
    private int more;

    /** The one mistake after which nothing can be read. */
    public static ProblemException only(Location.InText place, String message, String hint) {
        return new ProblemException(problem(place, message, hint));
    }

    private static Problem problem(Location.InText place, String message, String hint) {
        return Problem.of(Code.CONFIG_INVALID, place, message, hint);
    }

    public void add(Location.InText place, String message, String hint) {
        add(place, message, () -> hint);
    }

    /** For a hint that takes some work. */
    public void add(Location.InText place, String message, Supplier<String> hint) {
        if (!isFull()) {
            found.add(problem(place, message, hint.get()));
        } else {
            more++;
        }
    }

    /** Adds those of another part of the configuration; what both have read is reported once. */
    public void addAll(Mistakes others) {
        for (Problem problem : others.found) {
            if (found.stream().noneMatch(known -> isSame(known, problem))) {
                add(place(problem), problem.message(), problem.hint());
            }
        }
        more += others.more;
    }

    private static boolean isSame(Problem one, Problem other) {
        return one.message().equals(other.message()) && place(one).equals(place(other));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether more mistakes will only be counted. */
    public boolean isFull() {
        return found.size() >= MAX;
    }

    /** Ends the reading if there was a mistake; the problems are in the order of the file. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparing(
                Mistakes::place,
                Comparator.comparingLong(Location.InText::line).thenComparingLong(Location.InText::column)));
        if (more > 0) {
            String message = more + " more problems are not listed";
            found.add(problem(place(found.getLast()), message, "correct those above first"));
        }
        throw new ProblemException(found);
    }

    private static Location.InText place(Problem problem) {
        return (Location.InText) problem.place().orElseThrow();
    }
}
