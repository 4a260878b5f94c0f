package dev.upserter.run;

import dev.upserter.source.FileEnd;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs of a sync say of the removals of this one: whether one has completed under what decides who is removed,
 * and whether the source is as whole as it was then. Kept among the facts of {@link CompletedRun}.
 */
final class RemovalHistory {
    private static final String RULES = "removalRules";
    private static final String SHAPE = "sourceShape";

    private final Execution run;
    private final Optional<CompletedRun> before;
    private final SourceShape shape;
    private final String rules;

    private RemovalHistory(Execution run, Optional<CompletedRun> before, List<FileEnd> ends) {
        this.run = run;
        this.before = before;
        this.shape = SourceShape.of(ends);
        this.rules = ConfigDigests.removals(run.config());
    }

    /**
     * Looks at the runs before.
     *
     * @param ends how the files of this run's source ended
     */
    static RemovalHistory of(Execution run, List<FileEnd> ends) {
        return new RemovalHistory(run, run.memory().flatMap(CompletedRun::read), ends);
    }

    private Optional<String> earlier(String fact) {
        return before.map(completed -> completed.facts().get(fact));
    }

    /** Why the source may be shorter than meant. */
    Optional<Hold> doubt() {
        return earlier(SHAPE).flatMap(SourceShape::parse).flatMap(shape::doubt).map(Hold::ofShorterSource);
    }

    /**
     * Notes what the next run is to know, should this one complete. A run that held removals leaves what is known as it was;
     * after a baseline, which removes nobody, the first removals are asked for again.
     */
    void note(boolean held) {
        boolean isBaseline = run.use().scope() == Scope.BASELINE;
        if (held || isBaseline) {
            keep(SHAPE);
            if (!isBaseline) {
                keep(RULES);
            }
            return;
        }
        run.account().note(SHAPE, shape.text());
        run.account().note(RULES, rules);
    }

    private void keep(String fact) {
        earlier(fact).ifPresent(value -> run.account().note(fact, value));
    }

    /**
     * What keeps the first removals of a sync back whose runs so far were all cut off or stopped: to stop here would stop every
     * night.
     *
     * @param unfinished the run before, if that did not come to its end
     */
    Optional<Hold> firstAfter(Optional<String> unfinished) {
        return unfinished.filter(run -> before.isEmpty() && isFirstToDelete()).map(Hold::ofNoRunBefore);
    }

    /** Whether people would be deleted, and no run has completed before that would have removed the same people so. */
    boolean isFirstToDelete() {
        return run.config().incremental().removed().deletes()
                && earlier(RULES).filter(rules::equals).isEmpty();
    }
}
