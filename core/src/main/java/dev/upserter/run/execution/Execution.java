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
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.source.DataFile;
import dev.upserter.state.file.StateStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one execution of a run share.
 *
 * @param id           the run's id
 * @param config       the sync
 * @param data         what is read
 * @param print        the data as they were at the start; null for what cannot be read again, such as a stream
 * @param options      how to run
 * @param use          how the run uses what is known of earlier deliveries
 * @param surroundings what it finds outside
 * @param history      what an earlier execution of the run has settled
 * @param account      what is known of the run so far
 * @param pool         of its batches
 * @param startNanos   when it began, as {@link System#nanoTime} tells
 */
public record Execution(
        String id,
        SyncConfig config,
        DataFile data,
        @Nullable SourcePrint print,
        RunOptions options,
        StateUse use,
        Surroundings surroundings,
        History history,
        Account account,
        BatchPool pool,
        long startNanos) {

    private static final Set<Code> CUT_OFF =
            EnumSet.of(Code.INPUT_UNREADABLE, Code.QUERY_FAILED, Code.CONNECTION_FAILED);

    /** A new run, which starts now. */
    public static Execution of(SyncConfig config, DataFile data, RunOptions options, Surroundings surroundings) {
        return new Execution(
                RunId.of(surroundings.clock().instant(), surroundings.random().get()),
                config,
                data,
                null,
                options,
                options.state(),
                surroundings,
                History.NONE,
                new Account(),
                new BatchPool(config.routing()),
                System.nanoTime());
    }

    /** The same, of data that are known. */
    public Execution with(@Nullable SourcePrint found) {
        return reading(data, found);
    }

    /** The same, which reads an answer that lies in a file. */
    public Execution reading(DataFile answer, @Nullable SourcePrint found) {
        return new Execution(id, config, answer, found, options, use, surroundings, history, account, pool, startNanos);
    }

    /** The same, of other people. */
    public Execution with(Scope scope) {
        return goingOn(id, scope, history);
    }

    /** One that goes on with an earlier execution. */
    public Execution goingOn(String run, Scope scope, History settled) {
        return new Execution(
                run,
                config,
                data,
                print,
                options,
                use.withScope(scope),
                surroundings,
                settled,
                account,
                pool,
                startNanos);
    }

    /** The same, which has waited until now for those before it. */
    public Execution startingNow() {
        return new Execution(
                id,
                config,
                data,
                print,
                options,
                use,
                surroundings,
                history,
                account,
                pool,
                account.finishedFirst().isEmpty() ? startNanos : System.nanoTime());
    }

    /** One that is tried out: it looks at all rows, and counts them in an account of its own. */
    public Execution rehearsal() {
        return new Execution(
                id,
                config,
                data,
                print,
                options,
                use,
                surroundings,
                History.NONE,
                account.ofRehearsal(),
                pool,
                startNanos);
    }

    /** Whether only what changed is sent, or looked for. */
    public boolean isIncremental() {
        return config.incremental().enabled() || use.scope() != Scope.CONFIGURED;
    }

    /** What it is, for another process to go on with it; it follows no other run. */
    public RunHeader header() {
        return RunHeader.of(id, config, options.configuration(), print, use.scope(), isIncremental());
    }

    /**
     * What a run has to find again that does what was planned.
     *
     * @param changes the digest of all changes
     */
    public PlanFile planned(Path configuration, SourcePrint source, String changes) throws IOException {
        String path = data instanceof DataFile.Answer answer
                ? answer.path().toAbsolutePath().normalize().toString()
                : source.path();
        return new PlanFile(
                configuration.toAbsolutePath().normalize(),
                path,
                data instanceof DataFile.Answer,
                use.scope(),
                use.allowRemovals(),
                changes,
                PlanFile.marks(config, data));
    }

    /** What it saw, once it has come to its end. */
    public CompletedRun completed() {
        Tally tally = account.tally();
        return CompletedRun.of(
                id,
                ConfigDigests.of(config),
                tally.read.sum(),
                tally.filtered.sum(),
                tally.rejected.sum(),
                account.fields(),
                account.facts());
    }

    public StateFolder folder() {
        return new StateFolder(options.stateFolder());
    }

    /** Where it is kept what people were delivered. */
    public StateStores states() {
        String sync = config.sync();
        if (use.place() instanceof StateUse.Place.In in) {
            return new StateStores(in.folder().resolve(sync), sync, null);
        }
        return use.place() instanceof StateUse.Place.OfRun
                ? new StateStores(folder().run(id).resolve("state"), sync, null)
                : new StateStores(folder().sync(sync), sync, config.state());
    }

    /** The folder with what outlives the run, see {@link CompletedRun}; empty where the destination ends with the run. */
    public Optional<Path> memory() {
        return switch (use.place()) {
            case StateUse.Place.OfSync inFolder -> Optional.of(folder().sync(config.sync()));
            case StateUse.Place.In in -> Optional.of(in.folder().resolve(config.sync()));
            case StateUse.Place.OfRun ofRun -> Optional.empty();
        };
    }

    /** Where it is remembered whom the workspace has suppressed, for all syncs of the state folder. */
    public Path suppressed() {
        Path root = switch (use.place()) {
            case StateUse.Place.OfSync inFolder -> folder().path();
            case StateUse.Place.In in -> in.folder();
            case StateUse.Place.OfRun ofRun -> folder().run(id);
        };
        return StateFolder.suppressed(root, config);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Waits while the run is paused; then whether it was asked to stop. */
    public boolean isAskedToStop() {
        options.stop().awaitGo();
        return options.stop().isStopped();
    }

    public static Problem interrupted() {
        return Problem.of(Code.INTERRUPTED, null, "the run was asked to stop");
    }

    public void stopFor(ProblemException e) {
        account.stopFor(isCutOff(e.problems()) ? List.of(interrupted()) : e.problems());
    }

    /** Whether a stream broke off because whoever asked for the stop closed it, or the program that wrote it. */
    private boolean isCutOff(List<Problem> problems) {
        return isAskedToStop()
                && data.mayWait()
                && problems.stream().allMatch(problem -> CUT_OFF.contains(problem.code()));
    }
}
