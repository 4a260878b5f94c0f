package dev.upserter.run;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.Delivery;
import dev.upserter.delivery.Destination;
import dev.upserter.delivery.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Files;
import dev.upserter.report.Report;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.SourceRecord;
import dev.upserter.source.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** One execution of a sync, from opening the source to the report. Used once, by one thread. */
public final class Run {
    private static final System.Logger LOGGER = System.getLogger(Run.class.getName());
    private static final Files NO_FILES = new Files(null, null, null);

    private final SyncConfig config;
    private final DataFile data;
    private final RunOptions options;
    private final Surroundings surroundings;
    private final long startNanos = System.nanoTime();
    private final String id;
    private final BatchPool pool;
    private Account account = new Account();
    private String destination = "nowhere";

    /**
     * A run that has not started.
     *
     * @param config       the sync
     * @param data         what to read
     * @param options      how to run
     * @param surroundings what it finds outside
     */
    public Run(SyncConfig config, DataFile data, RunOptions options, Surroundings surroundings) {
        this.config = config;
        this.data = data;
        this.options = options;
        this.surroundings = surroundings;
        this.id = RunId.of(surroundings.clock().instant(), surroundings.random().get());
        this.pool = new BatchPool(config.delivery().api());
    }

    /** One step of a run: what goes wrong in it ends the run. */
    private interface Step {
        void take() throws InterruptedException, IOException;
    }

    private void attempt(Step step) {
        try {
            step.take();
        } catch (ProblemException e) {
            account.stopFor(isCutOff(e.problems()) ? List.of(interrupted()) : e.problems());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            account.stopFor(List.of(interrupted()));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "the run " + id + " failed", e);
            account.stopFor(List.of(Problem.of(Code.INTERNAL, null, "something unforeseen happened: " + e.getClass().getSimpleName())));
        }
    }

    /** Whether a stream broke off because whoever asked for the stop closed it, or the program that wrote it. */
    private boolean isCutOff(List<Problem> problems) {
        return isAskedToStop()
                && data instanceof DataFile.Streamed
                && problems.stream().allMatch(problem -> problem.code() == Code.INPUT_UNREADABLE);
    }

    private static Problem interrupted() {
        return Problem.of(Code.INTERRUPTED, null, "the run was asked to stop");
    }

    /** Reads, maps, guards and sends all rows, and leaves a folder that says what became of them. */
    public Report execute() {
        var files = new RunFiles(options.stateFolder(), id);
        attempt(() -> {
            files.create();
            rehearse();
        });
        if (account.stop().isEmpty()) {
            attempt(() -> execute(files));
        }
        attempt(files::close);
        return files.write(paths -> report(paths));
    }

    private void execute(RunFiles files) throws InterruptedException, IOException {
        try (Source source = Sources.open(data)) {
            if (options.dryRun()) {
                destination = "nowhere (dry run)";
                pass(source, files::reject, new CountingSink(account.tally(), pool), this::isAskedToStop);
            } else {
                deliver(source, files);
            }
        }
    }

    /** Reads, maps and guards all rows, and tests the credentials; nothing is sent and no file is written. */
    public Report check() {
        destination = "nowhere (check)";
        attempt(() -> readOnly(account));
        attempt(() -> connect(connector -> connector.test()));
        return report(NO_FILES);
    }

    /**
     * Where a problem is to stop the run before anything is sent, the whole source is read once before. A stream can be
     * read only once: there the run stops when it comes to the problem.
     */
    private void rehearse() throws InterruptedException, IOException {
        if (data instanceof DataFile.OnDisk && config.guards().levels().containsValue(Level.STOP)) {
            var rehearsal = new Account();
            Account real = account;
            account = rehearsal;
            readOnly(rehearsal);
            if (rehearsal.stop().isEmpty()) {
                account = real;
            }
        }
    }

    private void readOnly(Account into) throws InterruptedException, IOException {
        try (Source source = Sources.open(data)) {
            pass(source, (record, problem) -> {}, new CountingSink(into.tally(), pool), this::isAskedToStop);
        }
    }

    private void pass(
            Source source, BiConsumer<SourceRecord, Problem> rejected, BatchSink sink, BooleanSupplier stopped)
            throws InterruptedException {
        new Pass(config, surroundings, account, new Packer(pool, sink), rejected).run(source, options.limit(), stopped);
        if (isAskedToStop()) {
            account.stopFor(List.of(interrupted()));
        }
    }

    private void deliver(Source source, RunFiles files) throws InterruptedException {
        source.hasNext();
        Destination found = connect(Connector::connect);
        destination = found.base().toString();
        var ledger = new Ledger(account, files);
        try (var delivery = new Delivery(config.delivery(), found, surroundings, ledger, pool);
                var watch = StopWatch.on(options.stop(), () -> delivery.stop(interrupted()));
                var ticker = new Ticker(options.progress(), files, account, source, data, delivery, startNanos)) {
            pass(source, files::reject, delivery, () -> delivery.stopped().isPresent());
            delivery.awaitAll();
            delivery.stopped().ifPresent(problem -> account.stopFor(List.of(problem)));
        }
    }

    private interface Connecting {
        Destination by(Connector connector) throws InterruptedException;
    }

    private Destination connect(Connecting how) throws InterruptedException {
        var connector = new Connector(config.destination(), config.delivery(), surroundings);
        try (var watch = StopWatch.on(options.stop(), () -> connector.stop(interrupted()))) {
            return how.by(connector);
        }
    }

    private boolean isAskedToStop() {
        return options.stop().isStopped();
    }

    private Report report(Files files) {
        return Summary.of(account, id, config.sync(), destination, elapsed(), files);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
