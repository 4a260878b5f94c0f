package dev.upserter.server.schedule;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.SetReport;
import dev.upserter.run.series.SeriesData;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.RunSetup;
import dev.upserter.server.live.SeriesOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the syncs of the saved configurations when their turn comes. Each {@link #pass()} looks at the clock, the configurations and
 * the watched files, and starts what is due: whoever calls it decides how often. Thread-safe.
 *
 * <p>What has begun is written down before it begins. After a kill, the runs' own folders say which of its syncs have ended: the
 * others are resumed.
 */
public final class Schedules implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Schedules.class.getName());

    /** After so long, a turn that another process was running is tried again. */
    private static final Duration BUSY = Duration.ofMinutes(1);

    private final SavedConfigurations saved;
    private final StateFolder state;
    private final Ends.Seen ended;
    private final Runs runs;
    private final LiveRuns live;
    private final InstantSource clock;
    private final ScheduleNotices notices;
    private final TurnFolder folder;
    private final ScheduleMemory memory;
    private final Map<String, FileWatch> watches = new HashMap<>();
    private final Map<String, SavedTurn> turns = new HashMap<>();
    /** When another process was found to run a turn. */
    private final Map<String, Instant> busy = new HashMap<>();
    /** The turns whose runs are under way in this process. */
    private final Set<String> active = new HashSet<>();

    private final Semaphore news = new Semaphore(0);
    private boolean isClosed;

    /**
     * Creates it; nothing is started yet.
     *
     * @param setup       of all runs
     * @param environment that alerts may name
     * @throws ProblemException if what was remembered cannot be read
     */
    public Schedules(
            SavedConfigurations saved,
            RunSetup setup,
            Runs runs,
            LiveRuns live,
            InstantSource clock,
            Map<String, String> environment) {
        this.saved = saved;
        this.state = new StateFolder(setup.stateFolder());
        this.ended = new Ends.Seen(state, setup);
        this.runs = runs;
        this.live = live;
        this.clock = clock;
        this.notices = new ScheduleNotices(setup.stateFolder(), setup.ownStates() == null, environment);
        this.folder = new TurnFolder(saved, notices);
        this.memory = ScheduleMemory.in(setup.ownStates() == null ? setup.stateFolder() : setup.ownStates());
    }

    /**
     * Looks at everything once, and starts what is due.
     *
     * @return how long nothing can be due but by a file, a changed configuration or the end of a run
     */
    public synchronized Duration pass() {
        Instant now = clock.instant();
        Duration rest = Duration.ofDays(1);
        List<SavedTurn> all = folder.turns();
        turns.clear();
        all.forEach(turn -> turns.put(turn.key(), turn));
        for (SavedTurn turn : all) {
            look(turn, now);
            rest = Clockwork.rest(turn, now, rest);
        }
        return rest;
    }

    /** What fails is tried again by the next pass, and must not keep the other turns from theirs. */
    private void look(SavedTurn turn, Instant now) {
        try {
            Kept later = Clockwork.after(known(turn), turn, now);
            if (!later.equals(memory.find(turn.key()))) {
                memory.write(turn.key(), later);
            }
            start(turn, later, now);
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.ERROR, "{0} could not be run: {1}", turn.key(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, turn.key() + " could not be run", e);
        }
    }

    private void start(SavedTurn turn, Kept kept, Instant now) {
        if (isClosed || active.contains(turn.key()) || isBusy(turn.key(), now)) {
            return;
        }
        if (kept.begun() != null) {
            goOn(turn, kept.begun());
            return;
        }
        if (kept.isPaused()) {
            return;
        }
        List<FilePrint> files = turn.turn().when().watch() ? arrived(turn, kept, now) : List.of();
        if (kept.waiting() > 0 || !files.isEmpty()) {
            begin(turn, known(turn), files);
        }
    }

    /** Whether another process was running it a moment ago. A clock that went back is no moment. */
    private boolean isBusy(String key, Instant now) {
        Instant since = busy.get(key);
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(BUSY));
    }

    private List<FilePrint> arrived(SavedTurn turn, Kept kept, Instant now) {
        SyncConfig first = turn.chosen().groups().getFirst().first();
        FileWatch watch = watches.computeIfAbsent(turn.key(), key -> new FileWatch());
        Path pattern =
                turn.file().resolveSibling(Objects.requireNonNull(first.source().file()));
        watch.use(turn.set());
        FileWatch.Look look = watch.look(pattern, turn.isOneSource(), kept.taken(), now);
        if (!look.problems().isEmpty()) {
            notices.tell(turn.file(), turn.turn().syncs(), look.problems());
        }
        if (!look.same().isEmpty()) {
            Kept same = known(turn);
            for (FilePrint file : look.same()) {
                same = same.withTaken(file);
            }
            memory.write(turn.key(), same);
        }
        return look.arrived();
    }

    /** Begins a run, once it is written down. */
    private void begin(SavedTurn turn, Kept kept, List<FilePrint> files) {
        Admission admission = admit(turn.turn().syncs());
        if (admission == null) {
            return;
        }
        boolean isStarted = false;
        try {
            var before = new HashMap<String, String>();
            for (String sync : turn.turn().syncs()) {
                // One that did not end goes on under its own name.
                before.put(
                        sync,
                        ended.last(sync).filter(run -> !state.isUnfinished(run)).orElse(""));
            }
            Begun begun = new Begun(before, files, kept.waiting() > 0 || turn.isOneSource());
            memory.write(turn.key(), kept.begins(begun, Math.max(0, kept.waiting() - 1)));
            isStarted = run(turn, begun, turn.turn().syncs(), admission);
        } finally {
            if (!isStarted) {
                admission.close();
            }
        }
    }

    /** Goes on with what an earlier process had begun. */
    private void goOn(SavedTurn turn, Begun begun) {
        Ends ends = ended.since(begun.before());
        List<String> left = turn.turn().syncs().stream()
                .filter(sync -> !ends.ended().contains(sync))
                .toList();
        if (left.isEmpty()) {
            ended(turn.key(), End.of(ends.status()));
            return;
        }
        Admission admission = admit(left);
        if (admission != null && !run(turn, begun, left, admission)) {
            admission.close();
        }
    }

    private @Nullable Admission admit(List<String> syncs) {
        Admission admission;
        try {
            admission = runs.admit();
        } catch (RefusedException full) {
            return null;
        }
        try {
            syncs.forEach(admission::claim);
            return admission;
        } catch (ProblemException busy) {
            admission.close();
            return null;
        }
    }

    /** Whether the run is under way. If not, why is told, and counts as its end. */
    private boolean run(SavedTurn turn, Begun begun, List<String> syncs, Admission admission) {
        String key = turn.key();
        try {
            SyncSet set = saved.read(turn.file()).only(syncs); // with the credentials as they are now
            SeriesData data = begun.isAll()
                    ? SeriesData.in(
                            Objects.requireNonNull(turn.file().toAbsolutePath().getParent()))
                    : new SeriesData(sync -> begun.data(), null);
            data.require(set);
            active.add(key);
            LOG.log(System.Logger.Level.INFO, "{0}: its turn has come: {1}", key, String.join(", ", set.names()));
            var unused = live.start(SeriesOrder.resuming(set, data, turn.file()), admission, admission::close)
                    .end()
                    .whenComplete((report, failure) -> ended(key, report, failure));
            return true;
        } catch (ProblemException e) {
            notices.tell(turn.file(), syncs, e.problems());
            ended(key, End.refused(e.problems()));
            return false;
        } catch (RuntimeException | Error e) { // such as no thread left: the next pass goes on with it
            active.remove(key);
            LOG.log(System.Logger.Level.ERROR, key + " could not be run", e);
            return false;
        }
    }

    private synchronized void ended(String key, @Nullable SetReport report, @Nullable Throwable failure) {
        End end = End.of(report, failure);
        SavedTurn turn = turns.get(key);
        if (failure instanceof ProblemException e && turn != null && !end.isBusy()) {
            notices.tell(turn.file(), turn.turn().syncs(), e.problems());
        }
        ended(key, end);
    }

    /** Writes down in one step that a run has ended and what follows it. */
    private synchronized void ended(String key, End end) {
        active.remove(key);
        tell();
        Kept kept = memory.find(key);
        SavedTurn turn = turns.get(key);
        if (kept == null || isClosed && end.isCut()) {
            return;
        }
        Begun begun = kept.begun();
        if (begun != null && end.isBusy()) {
            LOG.log(System.Logger.Level.INFO, "{0}: another process runs it. It is tried again in a minute", key);
            busy.put(key, clock.instant());
            boolean isDue = begun.files().isEmpty() || begun.isAll() && (turn == null || !turn.isOneSource());
            memory.put(key, kept.begins(null, kept.waiting() + (isDue ? 1 : 0)));
        } else {
            if (begun != null && !end.hasCompleted() && watches.containsKey(key)) {
                watches.get(key).failed(begun.files(), end.isPassing(), clock.instant());
            }
            memory.put(key, kept.ends(clock.instant(), end.status().spelling(), end.hasCompleted()));
            if (turn != null) {
                followers(
                        turn,
                        begun == null ? Set.of() : ended.since(begun.before()).completed());
            }
        }
        try {
            memory.write();
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: its end could not be written down: {1}", key, e.getMessage());
        }
    }

    private void followers(SavedTurn ended, Set<String> completed) {
        for (SavedTurn turn : turns.values()) {
            String after = turn.turn().when().after();
            Kept kept = memory.find(turn.key());
            if (after != null
                    && kept != null
                    && ended.turn().syncs().contains(after)
                    && (completed.contains(after) || turn.set().continues())) {
                memory.put(turn.key(), kept.withWaiting(Math.max(1, kept.waiting())));
            }
        }
    }

    /**
     * Waits for news, such as the end of a run.
     *
     * @param most at most so long
     */
    public void await(Duration most) throws InterruptedException {
        if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private synchronized void tell() {
        notifyAll();
        news.release();
    }

    /** Waits until no run is under way and everything that was noticed is told. */
    public void awaitIdle() throws InterruptedException {
        synchronized (this) {
            while (!active.isEmpty()) {
                wait();
            }
        }
        notices.await();
    }

    /** Starts nothing any more; runs that are stopped after this are resumed by the next start. */
    @Override
    public synchronized void close() {
        isClosed = true;
        tell();
        notices.close();
    }

    /** Whether it was closed. */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    /** What runs by itself, as the last pass found it, in the order of the names. */
    public synchronized List<JsonObject> list() {
        return turns.values().stream()
                .sorted(Comparator.comparing(SavedTurn::key))
                .map(this::json)
                .toList();
    }

    private JsonObject json(SavedTurn turn) {
        return TurnJson.of(turn, known(turn), active.contains(turn.key()), clock.instant());
    }

    /** Nothing where it could not be written down, as with a full disk. */
    private Kept known(SavedTurn turn) {
        Kept kept = memory.find(turn.key());
        return kept == null ? Kept.from(turn.times(), clock.instant()) : kept;
    }

    /**
     * Has a turn run as soon as it can.
     *
     * @return false if there is no such turn
     */
    public synchronized boolean runNow(String key) {
        return change(key, kept -> kept.withWaiting(Math.max(1, kept.waiting())).withPaused(false));
    }

    /**
     * Starts nothing of a turn, or does so again.
     *
     * @return false if there is no such turn
     */
    public synchronized boolean pause(String key, boolean isPaused) {
        return change(key, kept -> kept.withPaused(isPaused));
    }

    /** The syncs that are not started for now. */
    public synchronized Set<String> paused() {
        return turns.values().stream()
                .filter(turn -> known(turn).isPaused())
                .flatMap(turn -> turn.turn().syncs().stream())
                .collect(Collectors.toSet());
    }

    private boolean change(String key, UnaryOperator<Kept> change) {
        Kept kept = turns.containsKey(key) ? memory.find(key) : null;
        if (kept != null) {
            memory.write(key, change.apply(kept));
            tell();
        }
        return kept != null;
    }
}
