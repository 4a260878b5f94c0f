package dev.upserter.run;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.Delivery;
import dev.upserter.delivery.Destination;
import dev.upserter.delivery.Surroundings;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Files;
import dev.upserter.report.Report;
import dev.upserter.report.Status;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.SourceRecord;
import dev.upserter.source.Sources;
import dev.upserter.state.StateStore;
import dev.upserter.state.StateStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One execution of a sync, from opening the source to the report. Used once, by one thread. */
public final class Run {
    private static final System.Logger LOGGER = System.getLogger(Run.class.getName());
    private static final Set<Code> CUT_OFF =
            EnumSet.of(Code.INPUT_UNREADABLE, Code.QUERY_FAILED, Code.CONNECTION_FAILED);
    private static final Files NO_FILES = new Files(null, null, null);

    private final SyncConfig config;
    private final DataFile data;
    private final RunOptions options;
    private final Surroundings surroundings;
    private final long startNanos = System.nanoTime();
    private final BatchPool pool;
    private final StateFolder state;
    private String id;
    private StateUse use;
    private Optional<String> unfinished = Optional.empty();
    private boolean isRetry;
    private @Nullable RunHeader planned;
    private @Nullable Planner planner;
    private History history = History.NONE;
    private @Nullable SourcePrint print;
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
        this.use = options.state();
        this.surroundings = surroundings;
        this.id = RunId.of(surroundings.clock().instant(), surroundings.random().get());
        this.state = new StateFolder(options.stateFolder());
        this.pool = new BatchPool(config.delivery().api());
    }

    /**
     * Sends the rows of an earlier run again that were not delivered.
     *
     * @param run the earlier run's id
     * @return what became of those rows
     * @throws ProblemException if there is nothing to send again
     */
    public static Report retry(SyncConfig config, String run, RunOptions options, Surroundings surroundings) {
        var state = new StateFolder(options.stateFolder());
        try {
            Retry.Rows rows = new Retry(state, config, run).gather();
            var retry = new Run(config, rows.data(), options.withResume(rows.resume()), surroundings);
            retry.note(rows);
            return retry.execute();
        } catch (IOException e) {
            throw RunFolder.unwritable(state.run(run), e);
        }
    }

    private void note(Retry.Rows rows) {
        isRetry = true;
        for (long i = 0; i < rows.leftOut(); i++) {
            account.log()
                    .add(Problem.of(
                            Code.RETRY_SUPERSEDED,
                            null,
                            "the row was left out: the data hold a later one of the same person, which was delivered"));
        }
        if (rows.unsure()) {
            account.log()
                    .add(
                            Problem.of(
                                    Code.RETRY_UNSURE,
                                    null,
                                    "the data are not there as they were, so later rows of the same people were not looked for"));
        }
    }

    /** One step of a run: what goes wrong in it ends the run. */
    private interface Step {
        void take() throws InterruptedException, IOException;
    }

    private void attempt(Step step) {
        try {
            step.take();
        } catch (ProblemException e) {
            stopFor(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            account.stopFor(List.of(interrupted()));
        } catch (IOException | RuntimeException e) {
            account.stopFor(List.of(Defect.of("something unforeseen happened", e)));
        }
    }

    private void stopFor(ProblemException e) {
        account.stopFor(isCutOff(e.problems()) ? List.of(interrupted()) : e.problems());
    }

    /** Whether a stream broke off because whoever asked for the stop closed it, or the program that wrote it. */
    private boolean isCutOff(List<Problem> problems) {
        return isAskedToStop()
                && (data instanceof DataFile.Streamed || data instanceof DataFile.Query)
                && problems.stream().allMatch(problem -> CUT_OFF.contains(problem.code()));
    }

    private static Problem interrupted() {
        return Problem.of(Code.INTERRUPTED, null, "the run was asked to stop");
    }

    /** Reads, maps, guards and sends all rows, and leaves a folder that says what became of them. */
    public Report execute() {
        if (options.dryRun() && !isIncremental()) {
            return executeIn(() -> RunFiles.create(options.stateFolder(), id));
        }
        var lock = new AtomicReference<@Nullable SyncLock>();
        attempt(() -> lock.set(SyncLock.take(
                state.sync(config.sync()),
                config.sync(),
                id,
                surroundings.clock().instant())));
        try (var held = lock.get()) {
            return held == null ? report(NO_FILES) : executeIn(this::openFiles);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the lock could not be released", e);
            return report(NO_FILES);
        }
    }

    private interface Opening {
        RunFiles open() throws IOException;
    }

    private Report executeIn(Opening opening) {
        var opened = new AtomicReference<@Nullable RunFiles>();
        attempt(() -> opened.set(opening.open()));
        RunFiles files = opened.get();
        if (files == null) {
            return report(NO_FILES);
        }
        options.progress().started(id);
        noteIdle();
        if (!isIncremental()) {
            attempt(this::rehearse);
        }
        if (account.stop().isEmpty()) {
            attempt(() -> execute(files));
        }
        attempt(files::close);
        return keepUnfinished(files.write(this::report));
    }

    /** A run that was refused does not hide the one before it, which can be resumed. */
    private Report keepUnfinished(Report report) {
        if (report.status() == Status.REFUSED && unfinished.isPresent()) {
            attempt(() -> state.noteLastRun(config.sync(), unfinished.get()));
        }
        return report;
    }

    private RunFiles openFiles() throws IOException {
        print = SourcePrint.of(data).orElse(null);

        Path configuration = options.configuration();
        var header = new RunHeader(
                id,
                config.sync(),
                configuration == null
                        ? null
                        : configuration.toAbsolutePath().normalize().toString(),
                print,
                ConfigDigests.of(config),
                use.scope().spelling());
        if (use.plan() != null) {
            use.plan().require(header);
        }
        planned = header;
        if (options.dryRun()) {
            unfinished = state.lastRun(config.sync()).filter(state::isUnfinished);
            return RunFiles.create(options.stateFolder(), id);
        }
        Optional<String> earlier = state.toResume(options.resume(), header);
        RunFiles files;
        if (earlier.isPresent()) {
            id = earlier.get();
            use = use.withScope(state.scope(id));
            history = History.read(state.run(id), id, account);
            files = RunFiles.resume(options.stateFolder(), history);
        } else {
            unfinished = state.lastRun(config.sync()).filter(state::isUnfinished);
            files = RunFiles.create(options.stateFolder(), id);
        }
        files.keepJournal(header.of(id).withScope(use.scope().spelling()));
        state.noteLastRun(config.sync(), id);
        return files;
    }

    private void execute(RunFiles files) throws InterruptedException, IOException {
        try (Source source = Sources.open(data, config.source());
                var watch = StopWatch.on(options.stop(), source::cancel)) {
            if (isIncremental()) {
                executeChanges(source, files);
            } else if (options.dryRun()) {
                destination = "nowhere (dry run)";
                pass(source, files::reject, directly(new CountingSink(account.tally(), pool)), this::isAskedToStop);
            } else {
                deliver(source, files);
            }
        }
        if (!isIncremental()) {
            requireUnchanged();
        }
    }

    /** A file that somebody wrote to while it was read may have lost rows, or shown some twice. */
    private void requireUnchanged() throws IOException {
        SourcePrint before = print;
        if (before != null
                && !account.wasInterrupted()
                && !SourcePrint.of(data).filter(before::untouched).isPresent()) {
            account.stopFor(List.of(Problem.of(
                    Code.INPUT_CHANGED,
                    new Location.InFile(data.name()),
                    "the file was written to while it was read; some rows may be missing")));
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
        if (!(data instanceof DataFile.Streamed) && config.guards().levels().containsValue(Level.STOP)) {
            var rehearsal = new Account();
            Account real = account;
            History settled = history;
            account = rehearsal;
            history = History.NONE;
            readOnly(rehearsal);
            history = settled;
            if (rehearsal.stop().isEmpty()) {
                account = real;
            }
        }
    }

    private void readOnly(Account into) throws InterruptedException, IOException {
        try (Source source = Sources.open(data, config.source());
                var watch = StopWatch.on(options.stop(), source::cancel)) {
            pass(source, (record, problem) -> {}, directly(new CountingSink(into.tally(), pool)), this::isAskedToStop);
        }
    }

    private Outlet directly(BatchSink sink) {
        return new Directly(new Packer(pool, sink), history, account.tally());
    }

    private void pass(Source source, BiConsumer<SourceRecord, Problem> rejected, Outlet outlet, BooleanSupplier stopped)
            throws InterruptedException {
        try {
            new Pass(config, RunId.variables(id), surroundings, account, outlet, rejected)
                    .run(source, options.limit(), stopped);
        } catch (ProblemException e) {
            stopFor(e);
        }
        if (isAskedToStop()) {
            account.stopFor(List.of(interrupted()));
        }
    }

    private void deliver(Source source, RunFiles files) throws InterruptedException, IOException {
        source.hasNext();
        Destination found = connect(Connector::connect);
        destination = found.base().toString();
        if (!use.ofItsOwn()) {
            states().outdate(id);
        }
        var ledger = new Ledger(account, files);
        try (var delivery = new Delivery(config.delivery(), found, surroundings, ledger, pool);
                var watch = StopWatch.on(options.stop(), () -> delivery.stop(interrupted()));
                var ticker = new Ticker(options.progress(), files, account, source, data, delivery, startNanos)) {
            pass(
                    source,
                    files::reject,
                    directly(delivery),
                    () -> isAskedToStop() || delivery.stopped().isPresent());
            conclude(delivery);
        }
    }

    private void conclude(Delivery delivery) throws InterruptedException {
        delivery.awaitAll();
        delivery.stopped().ifPresent(problem -> account.stopFor(List.of(problem)));
        if (account.stop().isEmpty()) {
            delivery.slowdowns().forEach(message -> account.log().add(Problem.of(Code.SLOWED_DOWN, null, message)));
        }
    }

    /** Finds what a run would do, and does nothing. */
    public Plan plan() {
        use = use.scope() == Scope.CONFIGURED ? use.withScope(Scope.INCREMENTAL) : use;
        var look = new Planner();
        planner = look;
        Report report = execute();
        RunHeader header = planned;
        Path configuration = options.configuration();
        PlanFile file =
                header == null || header.source() == null || configuration == null || report.status() == Status.REFUSED
                        ? null
                        : new PlanFile(
                                configuration.toAbsolutePath().normalize(),
                                header.source().path(),
                                use.scope(),
                                use.allowRemovals(),
                                look.digest(),
                                PlanFile.marks(header));
        return new Plan(report, look.listed(), file);
    }

    private boolean isIncremental() {
        return config.incremental().enabled() || use.scope() != Scope.CONFIGURED;
    }

    private void noteIdle() {
        IncrementalConfig given = config.incremental();
        IncrementalConfig off = IncrementalConfig.OFF;
        if (!given.isMirror() && given.removed() != off.removed()) {
            noteIdle("removed does nothing: mode is not mirror");
        }
        if (!isIncremental()
                && (given.duplicates() != off.duplicates()
                        || given.resend() != off.resend()
                        || given.keepValues() != off.keepValues())) {
            noteIdle("duplicates, resend, changedFieldsOnly and keepValues do nothing: incremental is not true");
        }
    }

    private void noteIdle(String message) {
        account.log().add(Problem.of(Code.OPTION_IDLE, null, message));
    }

    private Path stateOfSync() {
        return use.ofItsOwn() ? state.run(id).resolve("state") : state.sync(config.sync());
    }

    private StateStores states() {
        return new StateStores(stateOfSync(), config.sync(), use.ofItsOwn() ? null : config.state());
    }

    private void executeChanges(Source source, RunFiles files) throws InterruptedException, IOException {
        try (StateStore store = states().open(id);
                var changes = new Incremental(config, use, stateOfSync(), store, account, history)) {
            if (options.dryRun()) {
                destination = "nowhere (dry run)";
                stage(source, files, changes, this::isAskedToStop);
                if (planner != null && account.stop().isEmpty()) {
                    planner.look(changes);
                }
            } else if (use.scope() == Scope.BASELINE) {
                destination = "nowhere (baseline)";
                stage(source, files, changes, this::isAskedToStop);
                if (account.stop().isEmpty()) {
                    changes.begin();
                    changes.send(new Packer(pool, new CountingSink(account.tally(), pool)), this::isAskedToStop);
                    changes.finish();
                }
            } else {
                deliver(source, files, changes);
            }
        } catch (UncheckedIOException e) {
            throw RunFolder.unwritable(stateOfSync(), new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw RunFolder.unwritable(stateOfSync(), e);
        }
    }

    private void stage(Source source, RunFiles files, Incremental changes, BooleanSupplier stopped)
            throws InterruptedException, IOException {
        pass(source, files::reject, changes, stopped);
        requireUnchanged();
        if (account.stop().isEmpty() && !stopped.getAsBoolean()) {
            changes.compare(isRetry || options.limit().isPresent(), unfinished);
        }
        if (account.stop().isEmpty()) {
            changes.requirePlanned();
        }
    }

    private void deliver(Source source, RunFiles files, Incremental changes) throws InterruptedException, IOException {
        source.hasNext();
        Destination found = connect(Connector::connect);
        destination = found.base().toString();
        var ledger = new Ledger(account, files);
        try {
            try (var delivery = new Delivery(config.delivery(), found, surroundings, ledger, pool);
                    var watch = StopWatch.on(options.stop(), () -> delivery.stop(interrupted()));
                    var ticker = new Ticker(options.progress(), files, account, source, data, delivery, startNanos)) {
                BooleanSupplier stopped =
                        () -> isAskedToStop() || delivery.stopped().isPresent();
                stage(source, files, changes, stopped);
                if (account.stop().isEmpty()) {
                    changes.begin();
                    files.keepState(changes.store());
                    changes.send(new Packer(pool, delivery), stopped);
                }
                conclude(delivery);
            }
        } finally {
            files.flush();
            changes.finish();
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
        options.stop().awaitGo();
        return options.stop().isStopped();
    }

    private Report report(Files files) {
        return Summary.of(account, id, config.sync(), destination, elapsed(), files);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
