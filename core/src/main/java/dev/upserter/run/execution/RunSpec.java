package dev.upserter.run.execution;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.RunHeader;
import dev.upserter.history.Scope;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.source.DataFile;
import dev.upserter.state.file.StateStores;
import dev.upserter.state.lost.LostRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about: which sync, on which data, and how. Immutable.
 *
 * @param id      the run's id
 * @param config  the sync
 * @param data    what is read
 * @param print   the data as they were at the start; null for what cannot be read again, such as a stream
 * @param options how to run
 * @param use     how the run uses what is known of earlier deliveries
 */
public record RunSpec(
        String id,
        SyncConfig config,
        DataFile data,
        @Nullable SourcePrint print,
        RunOptions options,
        StateUse use) {

    private static final Set<Code> CUT_OFF =
            EnumSet.of(Code.INPUT_UNREADABLE, Code.QUERY_FAILED, Code.CONNECTION_FAILED);

    /** The same, of data that are known. */
    public RunSpec with(@Nullable SourcePrint found) {
        return reading(data, found);
    }

    /** The same, which reads an answer that is in a file. */
    public RunSpec reading(DataFile answer, @Nullable SourcePrint found) {
        return new RunSpec(id, config, answer, found, options, use);
    }

    /** The same, of a configuration of which more is known. */
    RunSpec of(SyncConfig known) {
        return new RunSpec(id, known, data, print, options, use);
    }

    /** The same for another run, or of other people. */
    RunSpec as(String run, Scope scope) {
        return new RunSpec(run, config, data, print, options, use.withScope(scope));
    }

    /** Whether only what changed is sent, or looked for. */
    public boolean isIncremental() {
        return config.incremental().enabled() || use.scope() != Scope.CONFIGURED;
    }

    /**
     * Whether a later source holds what an earlier run left, so that nothing of it is missing. A list of deletions or of merges
     * holds what is to be done once, and another list something else.
     */
    public boolean replacesEarlier() {
        return isIncremental() && config.kind().kind().irreversible().isEmpty();
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
                config.sync(),
                path,
                data instanceof DataFile.Answer,
                use.scope(),
                use.allowRemovals(),
                changes,
                PlanFile.marks(config, data));
    }

    public StateFolder folder() {
        return new StateFolder(options.stateFolder());
    }

    /** Where it is kept what people were delivered. */
    public StateStores states() {
        String sync = config.sync();
        if (use.place() instanceof StateUse.Place.In in) {
            return new StateStores(in.folder().resolve(sync), sync, null, options.memory());
        }
        return use.place() instanceof StateUse.Place.OfRun
                ? new StateStores(folder().run(id).resolve("state"), sync, null, options.memory())
                : new StateStores(folder().sync(sync), sync, config.state(), options.memory());
    }

    /** The folder with what outlives the run, see {@link CompletedRun}; empty where the destination ends with the run. */
    public Optional<Path> memory() {
        return use.memory(options.stateFolder(), config.sync());
    }

    /** The folder with the folders of all syncs beside this one; empty where the destination ends with the run. */
    public Optional<Path> syncs() {
        return memory().map(folder -> folder.resolveSibling("."));
    }

    /** Where it is remembered whom the workspace has suppressed, for all syncs of the state folder. */
    public Path suppressed() {
        return StateFolder.suppressed(shared(), config);
    }

    /** Where it is recorded what syncs of the state folder have taken away at the workspace. */
    public LostRecord lost() {
        return new LostRecord(StateFolder.lost(shared(), config));
    }

    /** The folder of what all syncs share. */
    private Path shared() {
        return switch (use.place()) {
            case StateUse.Place.OfSync inFolder -> folder().path();
            case StateUse.Place.In in -> in.folder();
            case StateUse.Place.OfRun ofRun -> folder().run(id);
        };
    }

    /** Waits while the run is paused; then whether it was asked to stop. */
    public boolean isAskedToStop() {
        options.stop().awaitGo();
        return options.stop().isStopped();
    }

    /** Whether a stream broke off because whoever asked for the stop closed it, or the program that wrote it. */
    boolean isCutOff(List<Problem> problems) {
        return isAskedToStop()
                && data.mayWait()
                && problems.stream().allMatch(problem -> CUT_OFF.contains(problem.code()));
    }
}
