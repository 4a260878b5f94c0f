package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.History;
import dev.upserter.history.LastRuns;
import dev.upserter.history.OldRuns;
import dev.upserter.history.RunFiles;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunHeader;
import dev.upserter.history.Scope;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Files;
import dev.upserter.report.Report;
import dev.upserter.report.Status;
import dev.upserter.run.change.IncrementalRun;
import dev.upserter.run.change.Irreversible;
import dev.upserter.run.change.Planner;
import dev.upserter.run.check.ExposedKey;
import dev.upserter.run.earlier.EarlierRuns;
import dev.upserter.run.earlier.Following;
import dev.upserter.run.earlier.Retry;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.execution.CountingSink;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.pass.Reading;
import dev.upserter.run.pass.Sending;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One execution of a sync, from opening the source to the report. Used once, by one thread. */
public final class Run {
    private static final System.Logger LOGGER = System.getLogger(Run.class.getName());
    private static final Files NO_FILES = new Files(null, null, null);
    /** Bytes that it takes at most to end a run: its problems, its report. */
    private static final int RESERVE = 1 << 20;

    private static final byte[] NOTHING = new byte[0];

    private final SyncConfig config;
    private final RunOptions options;
    private Execution execution;
    /** Whether it sends rows again that an earlier run did not deliver. */
    private final boolean isRetry;

    private Optional<String> finishes = Optional.empty();
    private @Nullable RunStart waiting;
    /** The last run before this one, where rows of those were refused alike again. */
    private Optional<String> doubted = Optional.empty();
    /** Is let go of where the memory runs out. */
    @SuppressWarnings("UnusedVariable")
    private byte[] reserve = new byte[RESERVE];

    private @Nullable Planner planner;

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
        this.options = options;
        this.execution = Execution.of(config, data, options, surroundings);
        this.isRetry = Retry.isOf(data, new StateFolder(options.stateFolder()));
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
            var retry = new Run(
                    config,
                    rows.data(),
                    options.withResume(rows.resume()).withState(options.state().withScope(rows.scope())),
                    surroundings);
            rows.note(retry.execution.account().log());
            return retry.execute();
        } catch (IOException e) {
            throw RunFolder.unwritable(state.run(run), e);
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
            execution.stopFor(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            execution.account().stopFor(List.of(Execution.interrupted()));
        } catch (IOException | RuntimeException e) {
            execution.account().stopFor(List.of(Defect.of("something unforeseen happened", e)));
        } catch (OutOfMemoryError e) {
            reserve = NOTHING; // what the report needs
            execution.pool().clear();
            execution
                    .account()
                    .stopFor(List.of(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem()));
        } catch (Error e) {
            execution.account().stopFor(List.of(Defect.of("something unforeseen happened", e)));
        }
    }

    /** Reads, maps, guards and sends all rows, and leaves a folder that says what became of them. */
    public Report execute() {
        if (options.dryRun() && !execution.isIncremental()) {
            return begin(() -> RunStart.alone(execution));
        }
        var lock = new AtomicReference<@Nullable SyncLock>();
        attempt(() -> lock.set(SyncLock.take(
                execution.folder().sync(config.sync()),
                config.sync(),
                execution.id(),
                execution.surroundings().clock().instant())));
        try (var held = lock.get()) {
            return held == null ? report(NO_FILES) : executeLocked();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the lock could not be released", e);
            return report(NO_FILES);
        }
    }

    private Report executeLocked() {
        attempt(() -> {
            Optional<LastRuns> runs = lastRuns();
            execution = Answers.known(execution, runs);
            if (runs.isPresent() && !options.dryRun() && finishes.isEmpty()) {
                waitFor(new EarlierRuns(runs.get(), execution, this::finish), runs.get());
            }
        });
        execution = execution.startingNow();
        boolean hasFailed = execution.account().stop().isPresent() && waiting == null;
        return hasFailed ? report(NO_FILES) : begin(this::opening);
    }

    private void waitFor(EarlierRuns earlier, LastRuns runs) throws IOException {
        Optional<String> last = earlier.last();
        if (last.isPresent()) {
            waiting = RunStart.waiting(execution, runs, last.get());
        }
        earlier.finish().ifPresent(problem -> execution.account().stopFor(List.of(problem)));
        doubted = earlier.refusedAlike();
    }

    /** Goes on with an earlier run of the sync, which is locked. */
    private Report finish(String run, DataFile data, String changed) {
        if (!changed.isEmpty()) {
            History.forget(execution.folder().run(run));
        }
        var earlier = new Run(config, data, options.withResume(new Resume.Of(run)), execution.surroundings());
        earlier.finishes = Optional.of(run);
        EarlierRuns.noteChanged(earlier.execution.account(), changed);
        return earlier.executeLocked();
    }

    /**
     * Where the last run is noted: not where the destination ends with the run, which nobody can go on with later, nor where it
     * reads a part of its source, which would hide an unfinished run of the whole.
     */
    private Optional<LastRuns> lastRuns() {
        LastRuns.Kind kind = isRetry ? LastRuns.Kind.OF_RETRY : LastRuns.Kind.OF_SOURCE;
        return options.limit().isPresent()
                ? Optional.empty()
                : execution.memory().map(folder -> new LastRuns(execution.folder(), folder, kind));
    }

    private RunStart opening() throws IOException {
        RunStart waited = waiting;
        if (waited != null && execution.account().stop().isPresent()) {
            return waited.with(execution);
        }
        RunHeader header = execution.header();
        PlanFile plan = execution.use().plan();
        if (plan != null) {
            plan.require(PlanFile.marks(config, execution.data()));
        }
        if (options.dryRun()) {
            return RunStart.alone(execution);
        }
        Following found = following(header);
        Following following = found.goesOn().isPresent()
                ? found
                : doubted.map(found::waitingFor).orElse(found);
        return waited == null
                ? RunStart.of(execution, finishes.isPresent() ? Optional.empty() : lastRuns(), following)
                : waited.after(execution, following);
    }

    private Following following(RunHeader header) throws IOException {
        if (finishes.isPresent()) {
            return Following.of(execution.folder(), finishes.get());
        }
        return isRetry && options.resume() instanceof Resume.Not
                ? Following.nothing()
                : Following.of(lastRuns(), execution, header);
    }

    private interface Opening {
        RunStart open() throws IOException;
    }

    private Report begin(Opening opening) {
        var opened = new AtomicReference<@Nullable RunStart>();
        attempt(() -> opened.set(opening.open()));
        RunStart first = opened.get();
        if (first == null) {
            return report(NO_FILES);
        }
        execution = first.execution();
        execution.account().begin();
        options.progress().started(execution.id());
        noteIdle();
        noteUnconfirmed();
        RunStart begun = answered(first);
        if (execution.account().stop().isEmpty() && !execution.isIncremental()) {
            rehearse();
        }
        if (execution.account().stop().isEmpty()) {
            attempt(() -> execute(begun));
        }
        attempt(begun.files()::close);
        noteCompleted();
        if (!options.dryRun() && execution.account().stop().isEmpty()) {
            new OldRuns(execution.folder())
                    .removeAfter(
                            config.sync(),
                            config.keepRuns(),
                            execution.surroundings().clock().instant());
        }
        boolean isRefused = execution.account().status() == Status.REFUSED;
        if (!isRefused) {
            attempt(() -> noteLeft(begun));
        }
        attempt(() -> execution.account().noteRead(begun.files()));
        Report report = begun.files().write(this::report);
        if (isRefused) {
            keepUnfinished(begun.following());
        }
        attempt(this::releaseAnswers);
        return report;
    }

    private void noteLeft(RunStart begun) throws IOException {
        if (!begun.waitsAgain()) {
            begun.following().note(execution.account().log());
        }
    }

    /** Notes what a run of the whole source saw, for the next run to compare with. */
    private void noteCompleted() {
        boolean isWhole = !isRetry && !options.dryRun() && options.limit().isEmpty();
        if (isWhole
                && execution.account().stop().isEmpty()
                && execution.account().tally().isBalanced()) {
            execution
                    .memory()
                    .ifPresent(folder -> attempt(() -> execution
                            .completed()
                            .note(folder, execution.account().log())));
        }
    }

    /** The same run, which reads the answer to its query, if it has one. */
    private RunStart answered(RunStart begun) {
        var answered = new AtomicReference<>(begun);
        if (execution.account().stop().isEmpty()) {
            attempt(() -> {
                if (execution.data() instanceof DataFile.Query && !options.dryRun()) {
                    new Sending(execution, isRetry).requireAccess();
                }
                answered.set(Answers.take(begun, new Reading(execution, Reading.Kind.RUN)::require));
            });
            execution = answered.get().execution();
        }
        return answered.get();
    }

    private void releaseAnswers() throws IOException {
        if (!options.dryRun()) {
            Answers.release(execution.folder(), config.sync());
        }
    }

    /** A run that was refused does not hide the one before it, which can be resumed. */
    private void keepUnfinished(Following following) {
        Optional<LastRuns> runs = lastRuns();
        if (runs.isPresent() && following.before().isPresent()) {
            attempt(() -> runs.get().note(following.before().get()));
        }
    }

    private void execute(RunStart begun) throws InterruptedException, IOException {
        var reading = new Reading(execution, isRetry ? Reading.Kind.RETRY : Reading.Kind.RUN);
        if (execution.isIncremental()) {
            boolean isPartial = isRetry || options.limit().isPresent();
            var sending = new Sending(execution, isRetry);
            reading.open(
                    begun.files()::reject, new IncrementalRun(begun, reading, sending, isPartial, planner)::execute);
        } else {
            reading.open(begun.files()::reject, source -> sendEverybody(source, reading, begun.files()));
            reading.requireUnchanged();
        }
    }

    private void sendEverybody(Source source, Reading reading, RunFiles files)
            throws InterruptedException, IOException {
        if (options.dryRun()) {
            execution.account().destination("nowhere (dry run)");
            var nowhere = new CountingSink(execution.account().tally(), execution.pool());
            reading.pass(source, files::reject, reading.directly(nowhere), execution::isAskedToStop);
            return;
        }
        var sending = new Sending(execution, isRetry);
        Destination destination = sending.connect(source);
        execution.states().outdate(execution.id());
        sending.deliver(
                destination,
                source,
                files,
                (delivery, stopped) -> reading.pass(source, files::reject, reading.directly(delivery), stopped));
    }

    /** Reads, maps and guards all rows, and tests the credentials; nothing is sent and no file is written. */
    public Report check() {
        execution.account().destination("nowhere (check)");
        noteUnconfirmed();
        Optional.ofNullable(options.configuration())
                .flatMap(file -> ExposedKey.in(config, file))
                .ifPresent(execution.account().log()::add);
        attempt(() -> new Reading(execution, Reading.Kind.LOOK).look());
        attempt(() -> new Sending(execution, isRetry).test());
        return report(NO_FILES);
    }

    /**
     * Where a problem is to stop the run before anything is sent, or what it does cannot be undone, the whole source is read once before. A stream can be
     * read only once: there the run stops when it comes to the problem.
     */
    private void rehearse() {
        boolean isIrreversible = config.kind().kind().irreversible().isPresent();
        OptionalLong rows = OptionalLong.empty();
        if (!(execution.data() instanceof DataFile.Streamed)
                && (isIrreversible || config.guards().levels().containsValue(Level.STOP))) {
            Execution real = execution;
            execution = real.rehearsal();
            attempt(() -> new Reading(execution, Reading.Kind.LOOK).look());
            if (execution.account().stop().isPresent()) {
                return;
            }
            rows = OptionalLong.of(execution.account().tally().pending.sum());
            execution = real;
        }
        Irreversible.check(execution, rows)
                .ifPresent(problem -> execution.account().stopFor(List.of(problem)));
    }

    /** Finds what a run would do, and does nothing. */
    public Plan plan() {
        if (execution.use().scope() == Scope.CONFIGURED) {
            execution = execution.with(Scope.INCREMENTAL);
        }
        var look = new Planner();
        planner = look;
        Report report = execute();
        SourcePrint source = execution.print();
        Path configuration = options.configuration();
        var file = new AtomicReference<@Nullable PlanFile>();
        if (source != null && configuration != null && report.status() != Status.REFUSED) {
            attempt(() -> file.set(execution.planned(configuration, source, look.digest())));
        }
        return new Plan(report, look.listed(), file.get());
    }

    /** Customer.io answers alike whether a person was changed or does not exist. */
    private void noteUnconfirmed() {
        if (config.mapping().updateOnly() && config.guards().level(Code.UPDATE_UNCONFIRMED) != Level.OFF) {
            execution
                    .account()
                    .log()
                    .add(Problem.of(
                            Code.UPDATE_UNCONFIRMED,
                            null,
                            "mode: update changes only people who exist, and Customer.io does not say who did: rows"
                                    + " that were delivered may have changed no one"));
        }
    }

    private void noteIdle() {
        config.incremental()
                .idle(execution.isIncremental())
                .forEach(message -> execution.account().log().add(Problem.of(Code.OPTION_IDLE, null, message)));
    }

    private Report report(Files files) {
        return Summary.of(execution, files);
    }
}
