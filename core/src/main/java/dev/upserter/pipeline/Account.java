package dev.upserter.pipeline;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What became of the rows so far: counts, problems, and why no more are taken, if so. Threads may share it. */
public final class Account {
    private final RowEnds ends;
    private final Tally tally = new Tally();
    private final ProblemLog log = new ProblemLog();
    private final AtomicReference<@Nullable Problem> stop = new AtomicReference<>();
    private volatile long recentEvents;

    /** An account of rows of which nobody wants to know one by one. */
    public Account() {
        this(RowEnds.NONE);
    }

    /** @param ends tells what becomes of each row */
    public Account(RowEnds ends) {
        this.ends = ends;
    }

    /** Tells what becomes of each row. */
    public RowEnds ends() {
        return ends;
    }

    public Tally tally() {
        return tally;
    }

    public ProblemLog log() {
        return log;
    }

    /** How many events there were from which campaigns may start; known once the rows have been read. */
    public long recentEvents() {
        return recentEvents;
    }

    void noteRecentEvents(long events) {
        recentEvents = events;
    }

    /** Why it ends before its source; empty if it does not. */
    public Optional<Problem> stop() {
        return Optional.ofNullable(stop.get());
    }

    /** Ends it for these problems, and counts them; the one that it ends for already is counted once. */
    public void stopFor(List<Problem> problems) {
        Problem before = stop.get();
        problems.stream().filter(problem -> !problem.equals(before)).forEach(log::add);
        stopForCounted(problems.getFirst());
    }

    /** Ends it for a problem that has been counted already. */
    public void stopForCounted(Problem problem) {
        stop.compareAndSet(null, problem);
    }
}
