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
final class Stored implements Runs {
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

    private RunOptions options(Given given, ActiveRun active) {
        var last = new AtomicReference<@Nullable Progress>();
        active.progress(last::get);
        return RunOptions.in(folder.get())
                .withStop(active.signal())
                .withProgress(last::set)
                .withRowEnds(given.ends())
                .withMemory(memory);
    }

    @Override
    public RunReport run(Given given, ActiveRun active) {
        return sync.run(given.rows(), options(given, active));
    }

    @Override
    public RunReport check(Given given, ActiveRun active) {
        return sync.check(given.rows(), options(given, active));
    }

    @Override
    public RunReport plan(Given given, ActiveRun active) {
        return sync.plan(given.rows(), options(given, active)).report();
    }

    @Override
    public Ingest.Opening ingest() {
        throw new IllegalStateException("an ingester keeps no state: build an upserter with State.none() for it");
    }

    /** Each run has a folder: too much for one row, which {@link Upserter#send} knows. */
    @Override
    public RunReport send(Given given, ActiveRun active) {
        return run(given, active);
    }
}
