package dev.upserter.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Counts the problems of a run by code and level and keeps the first few as examples. Thread-safe. */
public final class ProblemLog {
    /** The number of examples to keep for each code and level. */
    public static final int MAX_EXAMPLES = 5;

    private static final int MAX_SUBJECTS = 100;

    private final Map<Level, Map<Code, Tally>> tallies = new EnumMap<>(Level.class);

    /**
     * All problems of one code with the same consequence: a value may be repaired in one row and not in another.
     *
     * @param code     the code
     * @param level    the consequence
     * @param count    how many
     * @param subjects how many by field or attribute; excludes problems about none, and covers only the first hundred
     *     subjects
     * @param examples the first few
     */
    public record Entry(Code code, Level level, long count, Map<String, Long> subjects, List<Problem> examples) {
        public Entry {
            subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
            examples = List.copyOf(examples);
        }
    }

    private static final class Tally {
        private final Map<String, long[]> subjects = new LinkedHashMap<>();
        private final List<Problem> examples = new ArrayList<>(MAX_EXAMPLES);
        private long count;
    }

    /** Counts a problem that stands for several. */
    public void add(Problem problem, long times) {
        add(problem.code(), problem.level(), "", times, () -> problem);
    }

    /** Counts a problem. */
    public void add(Problem problem) {
        add(problem.code(), problem.level(), "", () -> problem);
    }

    /**
     * Counts a problem that may be frequent.
     *
     * @param subject the field or attribute it concerns; empty if none
     * @param example called only if another example is kept
     */
    public void add(Code code, Level level, String subject, Supplier<Problem> example) {
        add(code, level, subject, 1, example);
    }

    private synchronized void add(Code code, Level level, String subject, long times, Supplier<Problem> example) {
        Tally tally = tally(code, level);
        tally.count += times;
        if (!subject.isEmpty()) {
            long[] count = tally.subjects.get(subject);
            if (count != null) {
                count[0]++;
            } else if (tally.subjects.size() < MAX_SUBJECTS) {
                tally.subjects.put(subject, new long[] {1});
            }
        }
        if (tally.examples.size() < MAX_EXAMPLES) {
            tally.examples.add(example.get());
        }
    }

    /** Adds everything that another log has counted. */
    public void take(ProblemLog other) {
        other.entries().forEach(this::take);
    }

    private synchronized void take(Entry entry) {
        Tally tally = tally(entry.code(), entry.level());
        tally.count += entry.count();
        entry.subjects()
                .forEach((subject, count) -> tally.subjects.merge(subject, new long[] {count}, (one, more) -> {
                    one[0] += more[0];
                    return one;
                }));
        entry.examples().stream().limit(MAX_EXAMPLES - tally.examples.size()).forEach(tally.examples::add);
    }

    private Tally tally(Code code, Level level) {
        return tallies.computeIfAbsent(level, unused -> new EnumMap<>(Code.class))
                .computeIfAbsent(code, unused -> new Tally());
    }

    /** All problems so far, most severe level first, then in the order of the codes. */
    public synchronized List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        tallies.forEach((level, codes) -> codes.forEach((code, tally) -> entries.add(entry(code, level, tally))));
        return entries;
    }

    private static Entry entry(Code code, Level level, Tally tally) {
        var subjects = new LinkedHashMap<String, Long>();
        tally.subjects.forEach((subject, count) -> subjects.put(subject, count[0]));
        return new Entry(code, level, tally.count, subjects, tally.examples);
    }

    /** Resets all counts. */
    public synchronized void forget() {
        tallies.clear();
    }

    /** How often this code has been counted at a level. */
    public synchronized long count(Code code, Level level) {
        Tally tally = tallies.getOrDefault(level, Map.of()).get(code);
        return tally == null ? 0 : tally.count;
    }

    /** Whether this code has been counted, at whatever level. */
    public synchronized boolean has(Code code) {
        return tallies.values().stream().anyMatch(codes -> codes.containsKey(code));
    }

    /** Whether no code of this kind has been counted, at whatever level. */
    public synchronized boolean noneOf(Predicate<Code> kind) {
        return tallies.values().stream()
                .flatMap(codes -> codes.keySet().stream())
                .noneMatch(kind);
    }
}
