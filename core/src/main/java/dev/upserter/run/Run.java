package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.History;
import dev.upserter.history.RunFiles;
import dev.upserter.history.RunFolder;
import dev.upserter.history.Scope;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.memory.RunRooms;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Files;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.run.app.NamedThings;
import dev.upserter.run.app.PeopleCheck;
import dev.upserter.run.app.StillSuppressed;
import dev.upserter.run.change.IncrementalRun;
import dev.upserter.run.change.Irreversible;
import dev.upserter.run.change.Planner;
import dev.upserter.run.check.ExposedKey;
import dev.upserter.run.earlier.EarlierRuns;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.earlier.IdentifierNotes;
import dev.upserter.run.earlier.Retry;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopWatch;
import dev.upserter.run.pass.Reading;
import dev.upserter.run.pass.Sending;
import dev.upserter.source.DataFile;
import dev.upserter.source.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a sync, from opening the source to the report. Used once, by one thread.
 *
 * <p>To read it, follow three methods: {@code executeAll} takes the lock, {@code execute} begins and makes the report, {@code send}
 * reads, connects, maps, guards, packs and delivers.
 */
public final class Run {
    private static final System.Logger LOGGER = System.getLogger(Run.class.getName());
    private static final Files NO_FILES = new Files(null, null, null);

    private SyncConfig config;
    private final RunOptions options;
    private final Steps steps = new Steps();
    /** Whether it sends rows again that an earlier run did not deliver. */
    private final boolean isRetry;
    /** Whether what the configuration names was found already. */
    private boolean isResolved;

    private Execution execution;
    private Optional<String> finishes = Optional.empty();
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
    public static RunReport retry(SyncConfig config, String run, RunOptions options, Surroundings surroundings) {
        var state = new StateFolder(options.stateFolder());
        var named = new Run(config, DataFile.of(state.run(run)), options, surroundings);
        if (!named.resolve(!options.dryRun())) {
            return RunAlerts.before(named.execution, true).after(named.report(NO_FILES));
        }
        try {
            Retry.Rows rows = new Retry(state, named.config, run).gather();
            var retry = new Run(
                    named.config,
                    rows.data(),
                    options.withResume(rows.resume()).withState(options.state().withScope(rows.scope())),
                    surroundings);
            retry.isResolved = true;
            retry.execution.account().log().take(named.execution.account().log());
            rows.note(
                    named.config.kind().kind().thing(),
                    retry.execution.account().log());
            return retry.execute();
        } catch (IOException e) {
            throw RunFolder.unwritable(state.run(run), e);
        }
    }

    /** Reads, maps, guards and sends all rows, and leaves a folder that says what became of them. */
    public RunReport execute() {
        RunAlerts alerts = RunAlerts.before(execution, isRetry);
        return alerts.after(watched(this::executeAll));
    }

    /** Does it with memory of its own, and ends a read that waits once the run is asked to stop. */
    private RunReport watched(Supplier<RunReport> work) {
        DataFile data = execution.data();
        try (var room = steps.find(execution, this::room).orElse(null);
                var memory = execution.memory().open();
                var watch = data instanceof DataFile.Streamed ? StopWatch.on(options.stop(), data::cancel) : null) {
            return room == null ? report(NO_FILES) : work.get();
        } finally {
            execution.account().rows().ends().finish(execution.account().stop());
            if (execution.account().isThreadInterrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RunRooms.Room room() throws InterruptedException {
        return options.memory()
                .rooms()
                .take(
                        config.delivery().maxOutage(),
                        options.stop()::isStopped,
                        why -> execution
                                .options()
                                .progress()
                                .accept(Progress.before(config.delivery(), execution.elapsed(), why)));
    }

    private RunReport executeAll() {
        if (options.dryRun()) {
            execution.account().destination(planner == null ? RunReport.NOT_SENT : RunReport.PLANNED);
        }
        if (!resolve(!options.dryRun())) {
            return report(NO_FILES);
        }
        if (options.dryRun() && !execution.isIncremental()) {
            return execute(steps.find(execution, () -> RunStart.alone(execution)));
        }
        try (SyncLock lock = steps.find(execution, this::lock).orElse(null)) {
            return lock == null ? report(NO_FILES) : executeLocked();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the lock could not be released", e);
            return report(NO_FILES);
        }
    }

    /** Finds what the configuration names; false if the run ends there. */
    private boolean resolve(boolean sends) {
        if (isResolved) {
            return true;
        }
        execution = steps.find(execution, () -> NamedThings.resolve(execution, sends))
                .orElse(execution);
        config = execution.config();
        return execution.account().stop().isEmpty();
    }

    private SyncLock lock() {
        return SyncLock.take(
                execution.folder().sync(config.sync()),
                config.sync(),
                execution.id(),
                execution.surroundings().clock().instant());
    }

    private RunReport executeLocked() {
        if (!options.dryRun() && NamedThings.lacksSegment(execution)) {
            execution = steps.find(execution, this::withSegment).orElse(execution);
            config = execution.config();
            if (execution.account().stop().isPresent()) {
                return report(NO_FILES);
            }
        }
        var opening = new Opening(execution, steps, isRetry, finishes);
        Optional<RunStart> start = opening.start(this::finish);
        execution = opening.execution();
        return execute(start);
    }

    /** Makes no segment for a plan that is outdated. */
    private Execution withSegment() throws InterruptedException, IOException {
        PlanFile plan = execution.use().plan();
        if (plan != null) {
            plan.require(config, execution.data());
        }
        return NamedThings.make(execution);
    }

    /** Goes on with an earlier run of the sync, which is locked. */
    private RunReport finish(String run, DataFile data, String changed) {
        if (!changed.isEmpty()) {
            History.forget(execution.folder().run(run));
        }
        var earlier = new Run(
                config, data, options.withResume(new Resume.Of(run)).withRowEnds(null), execution.surroundings());
        earlier.finishes = Optional.of(run);
        EarlierRuns.noteChanged(earlier.execution.account(), changed);
        RunReport report = earlier.executeLocked();
        if (earlier.execution.account().isThreadInterrupted()) {
            execution.account().noteInterrupt();
        }
        return report;
    }

    /** The path of a run that is locked: begin, send, report. */
    private RunReport execute(Optional<RunStart> start) {
        if (start.isEmpty()) {
            return report(NO_FILES);
        }
        RunStart begun = begin(start.get());
        try (var look = new FirstLook(execution, steps, isRetry)) {
            execution = look.take();
            steps.takeIfGoingOn(execution, () -> send(begun));
            if (Thread.interrupted()) {
                execution.account().noteInterrupt();
            }
            return new Closing(steps, execution, begun, isRetry).close();
        }
    }

    /** The path of the rows: read, connect, map, guard, pack, deliver. */
    private void send(RunStart begun) throws InterruptedException, IOException {
        RunFiles files = begun.files();
        var reading = new Reading(execution, isRetry ? Reading.Kind.RETRY : Reading.Kind.RUN);
        var sending = new Sending(execution, isRetry);
        try (Head source = reading.open();
                var watch = StopWatch.on(options.stop(), source::cancel)) {
            boolean isAccepted = reading.accepts(source, files::reject);
            if (isAccepted && execution.isIncremental()) {
                boolean isPartial = isRetry || options.limit().isPresent();
                new IncrementalRun(begun, reading, sending, isPartial, planner).execute(source);
            } else if (isAccepted && options.dryRun()) {
                reading.count(source, files::reject);
                FirstEvents.of(execution).requireAllowed();
            } else if (isAccepted) {
                Destination destination = sending.connect(source);
                try (var all = new SendAll(execution)) {
                    all.begin(files);
                    sending.deliver(
                            destination,
                            source,
                            files,
                            (delivery, stopped) -> reading.mapAndGuard(
                                    source, files::reject, reading.packing(all.before(delivery)), stopped));
                }
            }
        }
        if (!execution.isIncremental()) {
            reading.requireUnchanged();
        }
        if (!options.dryRun() && execution.account().stop().isEmpty()) {
            StillSuppressed.check(execution, reading.leftOut());
        }
    }

    /** Says that the run has begun, and asks for the answer to its query, if it has one. */
    private RunStart begin(RunStart start) {
        execution = start.execution();
        execution.account().begin();
        execution.options().progress().started(execution.id());
        noteIdle();
        requireFirstValues();
        PeopleCheck.noteUnconfirmed(execution);
        IdentifierNotes.note(execution);
        steps.takeIfGoingOn(execution, () -> FirstEvents.of(execution).announce());
        if (execution.account().stop().isPresent()) {
            return start;
        }
        RunStart begun = steps.find(execution, () -> answered(start)).orElse(start);
        execution = begun.execution();
        return begun;
    }

    private RunStart answered(RunStart start) throws InterruptedException, IOException {
        if (execution.data() instanceof DataFile.Query && !options.dryRun()) {
            new Sending(execution, isRetry).requireAccess();
        }
        return Answers.take(start, new Reading(execution, Reading.Kind.RUN)::require);
    }

    /** Reads, maps and guards all rows, and tests the credentials; nothing is sent and no file is written. */
    public RunReport check() {
        return watched(this::checkAll);
    }

    private RunReport checkAll() {
        execution.account().destination("nowhere (check)");
        PeopleCheck.noteUnconfirmed(execution);
        IdentifierNotes.note(execution);
        IdentifierNotes.noteAnonymous(execution);
        Optional.ofNullable(options.configuration())
                .flatMap(file -> ExposedKey.in(config, file))
                .ifPresent(execution.account().log()::add);
        if (resolve(false)) {
            steps.take(execution, () -> new Reading(execution, Reading.Kind.LOOK).look());
            steps.takeIfGoingOn(execution, () -> {
                var events = FirstEvents.of(execution);
                events.announce();
                events.requireAllowed();
                requireFirstValues();
            });
            Irreversible.note(
                    config,
                    execution.account().tally().pending.sum(),
                    execution.account().log());
        }
        steps.take(execution, () -> new Sending(execution, isRetry).test());
        return report(NO_FILES);
    }

    /** Finds what a run would do, and does nothing. */
    public Plan plan() {
        if (execution.use().scope() == Scope.CONFIGURED) {
            execution = execution.with(Scope.INCREMENTAL);
        }
        var look = new Planner(config.kind().onlyRemoves());
        planner = look;
        RunReport report = execute();
        SourcePrint source = execution.spec().print();
        Path configuration = options.configuration();
        Optional<PlanFile> file = source == null
                        || configuration == null
                        || execution.account().stop().isPresent()
                ? Optional.empty()
                : steps.find(execution, () -> execution.spec().planned(configuration, source, look.digest()));
        return new Plan(report, look.listed(), file.orElse(null));
    }

    /** Only a state or the App API tells whether somebody has a value. */
    private void requireFirstValues() {
        boolean canAsk = config.destination().app().isThere();
        if (!config.mapping().firstValues().isEmpty() && !execution.isIncremental() && !canAsk) {
            execution.account().stopFor(List.of(PeopleCheck.valuesUnknown()));
        }
    }

    private void noteIdle() {
        boolean keepsAsAsked = config.mapping().firstValues().isEmpty();
        config.incremental()
                .idle(execution.isIncremental(), keepsAsAsked)
                .forEach(message -> execution.account().log().add(Problem.of(Code.OPTION_IDLE, null, message)));
    }

    private RunReport report(Files files) {
        return Summary.of(execution, files);
    }
}
