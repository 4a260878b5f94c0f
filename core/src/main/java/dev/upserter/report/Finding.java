package dev.upserter.report;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All problems of one code in one run.
 *
 * @param code     the stable code
 * @param level    its consequence
 * @param count    how many there were
 * @param fields   how many by attribute or field name, if the problem is about one; in order of first appearance
 * @param examples the first few, in order of appearance
 * @param help     what to do, in one line
 */
public record Finding(Code code, Level level, long count, Map<String, Long> fields, List<Example> examples, String help)
        implements Serializable {

    public Finding {
        fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
        examples = List.copyOf(examples);
    }

    /** All that a log has counted, the gravest level first. */
    public static List<Finding> of(ProblemLog log) {
        return log.entries().stream().map(Finding::of).toList();
    }

    private static Finding of(ProblemLog.Entry entry) {
        List<Example> examples = entry.examples().stream()
                .map(problem ->
                        new Example(problem.place().map(Object::toString).orElse(null), problem.message()))
                .toList();
        String help = entry.examples().isEmpty()
                ? entry.code().help()
                : entry.examples().getFirst().hint();
        return new Finding(entry.code(), entry.level(), entry.count(), entry.subjects(), examples, help);
    }

    /** The same, with another hint. */
    Finding withHelp(String other) {
        return new Finding(code, level, count, fields, examples, other);
    }

    /**
     * One occurrence.
     *
     * @param location the place, as messages show it; null if it has none
     * @param message  what happened; never an attribute value
     */
    public record Example(@Nullable String location, String message) implements Serializable {}
}
