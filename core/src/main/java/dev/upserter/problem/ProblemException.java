package dev.upserter.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Nothing can be done until the problems are fixed: an invalid configuration, an unreadable source, a full disk. Keeps them when it is serialized. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    /**
     * For several problems.
     *
     * @param problems one or more, in the order of their places
     * @throws IllegalArgumentException if there are none
     */
    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem given");
        }
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    public ProblemException(Problem problem, Throwable cause) {
        this(List.of(problem));
        initCause(cause);
    }

    /** The problems; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
