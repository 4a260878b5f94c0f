package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.ingest.Ingest;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sync.OneSync;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs with a folder, as those of the command line. Thread-safe. */
final class Stored implements Runner {
    private final OneSync sync;
    private final Supplier<Path> folder;
    private final MemoryBudget memory;

    /**
     * Runs of a sync.
     *
     * @param folder of the state; asked for when a run begins
     */
    Stored(SyncConfig config, Surroundings surroundings, Supplier<Path> folder, MemoryBudget memory) {
        this.sync = OneSync.of(config, surroundings);
        this.folder = folder;
        this.memory = memory;
    }

    private RunOptions options(Handing rows, ActiveRun active) {
        var last = new AtomicReference<@Nullable Progress>();
        active.progress(last::get);
        return RunOptions.in(folder.get())
                .withStop(active.signal())
                .withProgress(last::set)
                .withRowEnds(rows.ends())
                .withMemory(memory);
    }

    @Override
    public RunReport run(Handing rows, ActiveRun active) {
        return sync.run(rows.data(), options(rows, active));
    }

    @Override
    public RunReport check(Handing rows, ActiveRun active) {
        return sync.check(rows.data(), options(rows, active));
    }

    @Override
    public RunReport plan(Handing rows, ActiveRun active) {
        return sync.plan(rows.data(), options(rows, active)).report();
    }

    @Override
    public Ingest.Opening ingest(ActiveRun active) {
        throw new IllegalStateException("an ingester keeps no state: build an upserter with State.none() for it");
    }

    /** Each run has a folder: too much for one row, which {@link Upserter#send} knows. */
    @Override
    public RunReport send(Handing rows, ActiveRun active) {
        return run(rows, active);
    }
}
