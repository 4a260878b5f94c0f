package dev.upserter.run;

import dev.upserter.history.LastRuns;
import dev.upserter.history.RunHeader;
import dev.upserter.run.earlier.EarlierRuns;
import dev.upserter.run.earlier.Following;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run comes to its folder: it finishes those before it that did not come to their end, or goes on with one of them. The
 * sync is locked. For one thread, used once.
 */
final class Opening {
    private final Steps steps;
    private final boolean isRetry;
    /** The run that it goes on with, for a later one that waits until it is finished. */
    private final Optional<String> finishes;

    private Execution execution;
    private @Nullable RunStart waiting;
    /** The last run before this one, where rows of those were refused alike again. */
    private Optional<String> doubted = Optional.empty();

    Opening(Execution execution, Steps steps, boolean isRetry, Optional<String> finishes) {
        this.execution = execution;
        this.steps = steps;
        this.isRetry = isRetry;
        this.finishes = finishes;
    }

    /**
     * Looks back, and begins.
     *
     * @param finisher finishes a run before
     * @return how it begins; empty if it has been stopped before that
     */
    Optional<RunStart> start(EarlierRuns.Finisher finisher) {
        steps.take(execution, () -> lookBack(finisher));
        execution = execution.startingNow();
        boolean hasFailed = execution.account().stop().isPresent() && waiting == null;
        return hasFailed ? Optional.empty() : steps.find(execution, this::begin);
    }

    /** The run, with its data as they are now. */
    Execution execution() {
        return execution;
    }

    private void lookBack(EarlierRuns.Finisher finisher) throws IOException {
        Optional<LastRuns> runs = lastRuns(execution, isRetry);
        execution = execution.with(Answers.known(execution.spec(), runs));
        if (runs.isEmpty() || execution.options().dryRun() || finishes.isPresent()) {
            return;
        }
        var earlier = new EarlierRuns(runs.get(), execution.spec(), execution.account(), finisher);
        Optional<String> last = earlier.last();
        if (last.isPresent()) {
            waiting = RunStart.waiting(execution, runs.get(), last.get());
        }
        earlier.finish().ifPresent(problem -> execution.account().stopFor(List.of(problem)));
        doubted = earlier.refusedAlike();
    }

    /**
     * Where the last run is noted: not where the destination ends with the run, which nobody can go on with later, nor where it
     * reads a part of its source, which would hide an unfinished run of the whole.
     */
    static Optional<LastRuns> lastRuns(Execution run, boolean isRetry) {
        LastRuns.Kind kind = isRetry ? LastRuns.Kind.OF_RETRY : LastRuns.Kind.OF_SOURCE;
        return run.options().limit().isPresent()
                ? Optional.empty()
                : run.spec().memory().map(folder -> new LastRuns(run.folder(), folder, kind));
    }

    private RunStart begin() throws IOException {
        RunStart waited = waiting;
        if (waited != null && execution.account().stop().isPresent()) {
            return waited.with(execution);
        }
        RunHeader header = execution.header();
        PlanFile plan = execution.use().plan();
        if (plan != null) {
            plan.require(execution.config(), execution.data());
        }
        if (execution.options().dryRun()) {
            return RunStart.alone(execution);
        }
        Following found = following(header);
        Following following = found.goesOn().isPresent()
                ? found
                : doubted.map(found::waitingFor).orElse(found);
        return waited == null ? RunStart.of(execution, noted(), following) : waited.after(execution, following);
    }

    private Optional<LastRuns> noted() {
        return finishes.isPresent() ? Optional.empty() : lastRuns(execution, isRetry);
    }

    private Following following(RunHeader header) throws IOException {
        if (finishes.isPresent()) {
            return Following.of(execution.folder(), finishes.get());
        }
        return isRetry && execution.options().resume() instanceof Resume.Not
                ? Following.nothing()
                : Following.of(
                        lastRuns(execution, isRetry),
                        execution.spec(),
                        header,
                        execution.account().log());
    }
}
