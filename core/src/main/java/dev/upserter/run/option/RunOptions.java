package dev.upserter.run.option;

import dev.upserter.memory.MemoryBudget;
import dev.upserter.pipeline.RowEnd;
import dev.upserter.report.Watcher;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one run is to go, beside what the configuration says.
 *
 * @param stateFolder   where the run's files go (the folder {@code runs/<run>} in it is made)
 * @param limit         rows to read at most; empty for all
 * @param dryRun        whether everything is done but the sending
 * @param stop          asked often: once true, the run finishes what is in flight and stops
 * @param progress      called a few times a second, from a thread of the run's; must return quickly
 * @param resume        whether it goes on with an earlier run
 * @param configuration the file that the configuration is from, noted for those who go on with the run; null if none
 * @param state         how the run uses what is known of earlier deliveries
 * @param waits         whether an endpoint is waited for at which nothing has ever answered, as for one that is down
 * @param memory        what the run and others that go on at the same time may take of the heap together
 * @param rowEnds       told what becomes of each row of the run, by one thread at a time; null for nobody
 */
public record RunOptions(
        Path stateFolder,
        OptionalLong limit,
        boolean dryRun,
        StopSignal stop,
        Watcher progress,
        Resume resume,
        @Nullable Path configuration,
        StateUse state,
        boolean waits,
        MemoryBudget memory,
        @Nullable Consumer<RowEnd> rowEnds) {

    /** A run that goes on sends all rows that are left: {@link IllegalArgumentException} if it is to read some only. */
    public RunOptions {
        if (limit.isPresent() && !(resume instanceof Resume.Not)) {
            throw new IllegalArgumentException("a resumed run reads all rows: leave out the limit");
        }
    }

    /** All rows, really sent, nobody watching. */
    public static RunOptions in(Path stateFolder) {
        return new RunOptions(
                stateFolder,
                OptionalLong.empty(),
                false,
                new StopSignal(),
                ignored -> {},
                new Resume.Not(),
                null,
                StateUse.CONFIGURED,
                false,
                MemoryBudget.ofProcess(),
                null);
    }

    /** These, for the first rows only. */
    public RunOptions withLimit(long rows) {
        return new RunOptions(
                stateFolder,
                OptionalLong.of(rows),
                dryRun,
                stop,
                progress,
                resume,
                configuration,
                state,
                waits,
                memory,
                rowEnds);
    }

    /** These, without sending. */
    public RunOptions withDryRun() {
        return new RunOptions(
                stateFolder, limit, true, stop, progress, resume, configuration, state, waits, memory, rowEnds);
    }

    /** These, stopped by another signal. */
    public RunOptions withStop(StopSignal signal) {
        return new RunOptions(
                stateFolder, limit, dryRun, signal, progress, resume, configuration, state, waits, memory, rowEnds);
    }

    /** These, with somebody watching. */
    public RunOptions withProgress(Watcher listener) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, listener, resume, configuration, state, waits, memory, rowEnds);
    }

    /** These, going on with an earlier run, or not. */
    public RunOptions withResume(Resume how) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, progress, how, configuration, state, waits, memory, rowEnds);
    }

    /** These, with the file that the configuration is from, or none. */
    public RunOptions withConfiguration(@Nullable Path file) {
        return new RunOptions(stateFolder, limit, dryRun, stop, progress, resume, file, state, waits, memory, rowEnds);
    }

    /** These, with another use of what is known. */
    public RunOptions withState(StateUse use) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, progress, resume, configuration, use, waits, memory, rowEnds);
    }

    /** These, waiting for an endpoint at which nothing has ever answered, or not. */
    public RunOptions withWait(boolean wait) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, progress, resume, configuration, state, wait, memory, rowEnds);
    }

    /** These, with another budget of memory, which runs share that are given the same one. */
    public RunOptions withMemory(MemoryBudget budget) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, progress, resume, configuration, state, waits, budget, rowEnds);
    }

    /** These, telling somebody what becomes of each row, or nobody. */
    public RunOptions withRowEnds(@Nullable Consumer<RowEnd> listener) {
        return new RunOptions(
                stateFolder, limit, dryRun, stop, progress, resume, configuration, state, waits, memory, listener);
    }
}
