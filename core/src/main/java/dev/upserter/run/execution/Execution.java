package dev.upserter.run.execution;

import dev.upserter.batch.BatchPool;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.History;
import dev.upserter.history.RunHeader;
import dev.upserter.history.RunId;
import dev.upserter.history.Scope;
import dev.upserter.history.StateFolder;
import dev.upserter.memory.MemoryShare;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.pipeline.Tally;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.GuardedWatcher;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.source.DataFile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution of a run.
 *
 * @param spec         what the run is about
 * @param history      what an earlier execution of the run has settled
 * @param account      what is known of the run so far
 * @param surroundings what it finds outside
 * @param pool         of its batches
 * @param memory       that it may take; open while the run goes on
 * @param startNanos   when it began, as {@link System#nanoTime} tells
 */
public record Execution(
        RunSpec spec,
        History history,
        RunAccount account,
        Surroundings surroundings,
        BatchPool pool,
        MemoryShare memory,
        long startNanos) {

    /** A new run, which starts now. */
    public static Execution of(SyncConfig config, DataFile data, RunOptions options, Surroundings surroundings) {
        String id =
                RunId.of(surroundings.clock().instant(), surroundings.random().get());
        RunOptions guarded = options.withProgress(GuardedWatcher.of(options.progress()));
        MemoryShare memory = options.memory().share();
        return new Execution(
                new RunSpec(id, config, data, null, guarded, guarded.state()),
                History.NONE,
                new RunAccount(RowEnds.to(options.rowEnds())),
                surroundings,
                new BatchPool(config.routing(), memory),
                memory,
                System.nanoTime());
    }

    /** The same, with more known of what it is about. */
    public Execution with(RunSpec known) {
        return new Execution(known, history, account, surroundings, pool, memory, startNanos);
    }

    /** The same, of a configuration of which more is known. */
    public Execution of(SyncConfig known) {
        return new Execution(
                spec.of(known),
                history,
                account,
                surroundings,
                new BatchPool(known.routing(), memory),
                memory,
                startNanos);
    }

    /** The same, of other people. */
    public Execution with(Scope scope) {
        return with(spec.as(spec.id(), scope));
    }

    /** One that goes on with an earlier execution. */
    public Execution goingOn(String run, Scope scope, History settled) {
        return new Execution(spec.as(run, scope), settled, account, surroundings, pool, memory, startNanos);
    }

    /** The same, which has waited until now for those before it. */
    public Execution startingNow() {
        long start = account.finishedFirst().isEmpty() ? startNanos : System.nanoTime();
        return new Execution(spec, history, account, surroundings, pool, memory, start);
    }

    /** One that is tried out: it looks at all rows, and counts them in an account of its own, those settled before as such. */
    public Execution rehearsal() {
        return new Execution(spec, history, account.ofRehearsal(), surroundings, pool, memory, startNanos);
    }

    public String id() {
        return spec.id();
    }

    public SyncConfig config() {
        return spec.config();
    }

    public DataFile data() {
        return spec.data();
    }

    public RunOptions options() {
        return spec.options();
    }

    public StateUse use() {
        return spec.use();
    }

    public StateFolder folder() {
        return spec.folder();
    }

    public RunHeader header() {
        return spec.header();
    }

    public boolean isIncremental() {
        return spec.isIncremental();
    }

    public boolean isAskedToStop() {
        return spec.isAskedToStop();
    }

    /** What it saw, once it has come to its end. */
    public CompletedRun completed() {
        Tally tally = account.tally();
        return CompletedRun.of(
                spec.id(),
                ConfigDigests.of(spec.config()),
                tally.read.sum(),
                tally.filtered.sum(),
                tally.rejected.sum(),
                account.fields(),
                facts());
    }

    private Map<String, String> facts() {
        Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var facts = new HashMap<>(account.facts());
        facts.put(CompletedRun.BEGAN, began(now).toString());
        facts.put(CompletedRun.ENDED, now.toString());
        facts.put(CompletedRun.KEEP, config().keepRuns().toString());
        return facts;
    }

    /** A run that goes on with an earlier one has the id of that. */
    private Instant began(Instant now) {
        Instant begun = now.minusMillis(elapsed().toMillis());
        Instant first = RunId.start(id());
        return begun.isAfter(first) ? begun : first;
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    public static Problem interrupted() {
        return Problem.of(Code.INTERRUPTED, null, "the run was asked to stop");
    }

    /** Ends the run for what could not be done; a thread that was interrupted while it read or wrote has no other reason. */
    public void stopFor(ProblemException e) {
        if (RunAccount.isInterruption(e)) {
            account.interrupt();
            return;
        }
        account.cause(e.getCause());
        account.stopFor(spec.isCutOff(e.problems()) ? List.of(interrupted()) : e.problems());
    }
}
