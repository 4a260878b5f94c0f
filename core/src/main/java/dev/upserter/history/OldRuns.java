package dev.upserter.history;

import dev.upserter.problem.ProblemException;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes the folders of old runs. Whatever their age, it keeps the last {@value #ALWAYS_KEPT} runs of a sync, those that
 * the next run of the sync continues, and, of any run that sent, rejected rows and dead letters that were not retried, with
 * its report.
 *
 * @param state the state folder
 */
public record OldRuns(StateFolder state) {
    static final int ALWAYS_KEPT = 20;
    private static final System.Logger LOGGER = System.getLogger(OldRuns.class.getName());
    /** A dry run that has no report yet may be under way: it takes no lock. */
    private static final Duration LONGEST_LOOK = Duration.ofDays(1);

    private static final String GONE = ".gone-";
    private static final Set<String> KEPT_WITH_ROWS =
            Set.of(RunFolder.REJECTED, RunFolder.DEAD_LETTERS, RunFolder.REPORT, RunFolder.HEADER, RunFolder.JOURNAL);

    /**
     * What was removed.
     *
     * @param runs    runs whose folders were removed, oldest last
     * @param reduced runs of which only rows, report and header were kept, since the rows were not retried
     */
    public record Removed(List<String> runs, List<String> reduced) {
        public Removed {
            runs = List.copyOf(runs);
            reduced = List.copyOf(reduced);
        }

        boolean isNothing() {
            return runs.isEmpty() && reduced.isEmpty();
        }
    }

    /**
     * Removes the old runs of a sync after one that has ended, and those of syncs that no longer run. A failure to do so does not
     * fail that run.
     */
    public void removeAfter(String sync, Duration keep, Instant now) {
        quietly(() -> {
            remove(sync, keep, now, false);
            removeNameless(keep, now, false);
            removeOfAbandoned(sync, now);
        });
    }

    /** Removes the old dry runs and plans of a sync after one of them. They take no lock: other runs are left alone. */
    public void removeLooksAfter(String sync, Duration keep, Instant now) {
        quietly(() -> {
            Instant since = now.minus(keep.compareTo(LONGEST_LOOK) < 0 ? LONGEST_LOOK : keep);
            List<String> ids = new PastRuns(state).ids();
            if (!ids.isEmpty() && RunId.start(ids.getLast()).isBefore(since)) {
                for (String id : old(ofSync(sync, ids), since)) {
                    if (RunFolder.isOfLook(state.run(id))) {
                        clear(id, false);
                    }
                }
            }
        });
    }

    /** What may fail without harm. */
    private interface Attempt {
        void take() throws IOException;
    }

    private static void quietly(Attempt attempt) {
        try {
            attempt.take();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "old runs could not be removed", e);
        }
    }

    /**
     * Removes the old runs of syncs of which none has completed for so long that they would be gone: nobody else does, if a sync
     * was renamed. Each has noted itself for how long its runs are kept.
     */
    private void removeOfAbandoned(String besides, Instant now) throws IOException {
        for (String sync : syncFolders()) {
            Optional<CompletedRun> last = sync.equals(besides) ? Optional.empty() : CompletedRun.read(state.sync(sync));
            Optional<Duration> keep = last.flatMap(CompletedRun::keep);
            boolean isAbandoned = keep.isPresent() && last.get().ended().isBefore(now.minus(keep.get()));
            // whoever runs it must not find it locked in vain
            if (isAbandoned && !remove(sync, keep.get(), now, true).isNothing()) {
                try (var lock = SyncLock.take(state.sync(sync), sync, "prune", now)) {
                    remove(sync, keep.get(), now, false);
                } catch (ProblemException underWay) {
                    LOGGER.log(System.Logger.Level.DEBUG, "the old runs of another sync stay while it runs", underWay);
                }
            }
        }
    }

    private List<String> syncFolders() throws IOException {
        try (Stream<Path> folders = Files.list(state.path().resolve(RunFolder.SYNCS))) {
            return folders.map(folder -> String.valueOf(folder.getFileName())).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /**
     * Removes the old runs while no run is active.
     *
     * @param sync only this sync's runs; empty for all
     * @param keep how long to keep runs
     * @param now  the time
     * @param dry  whether to find them only
     * @throws ProblemException if a run is active, or a folder cannot be read or removed
     */
    public Removed prune(Optional<String> sync, Duration keep, Instant now, boolean dry) {
        var runs = new ArrayList<String>();
        var reduced = new ArrayList<String>();
        try {
            for (String each : sync.isPresent() ? List.of(sync.get()) : syncs()) {
                try (var lock = SyncLock.take(state.sync(each), each, "prune", now)) {
                    Removed removed = remove(each, keep, now, dry);
                    runs.addAll(removed.runs());
                    reduced.addAll(removed.reduced());
                }
            }
            if (sync.isEmpty()) {
                runs.addAll(removeNameless(keep, now, dry));
            }
        } catch (IOException e) {
            throw state.unreadable(e);
        }
        return new Removed(runs, reduced);
    }

    private List<String> syncs() throws IOException {
        var runs = new PastRuns(state);
        return runs.ids().stream()
                .map(runs::sync)
                .filter(sync -> !sync.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Removes the old runs of a sync. No other process may run the sync meanwhile.
     *
     * @param sync its name
     * @param keep how long to keep runs
     * @param now  the time
     * @param dry  whether to find them only
     * @throws IOException if a folder cannot be read or removed; earlier ones are removed by then
     */
    public Removed remove(String sync, Duration keep, Instant now, boolean dry) throws IOException {
        List<String> ids = new PastRuns(state).ids();
        Instant since = now.minus(keep);
        if (!dry) {
            finishEarlier();
        }
        if (ids.isEmpty() || !RunId.start(ids.getLast()).isBefore(since)) {
            return new Removed(List.of(), List.of());
        }
        List<String> ofSync = ofSync(sync, ids);
        List<String> old = old(ofSync, since);
        if (old.isEmpty()) {
            return new Removed(List.of(), List.of());
        }
        Set<String> goesOn = goesOn(sync);
        Set<String> retried = retried(ofSync);
        var removed = new ArrayList<String>();
        var reduced = new ArrayList<String>();
        for (String id : old) {
            if (!goesOn.contains(id)) {
                if (!hasRows(id, retried)) {
                    clear(id, dry);
                    removed.add(id);
                } else if (reduce(id, dry)) {
                    reduced.add(id);
                }
            }
        }
        return new Removed(removed, reduced);
    }

    private List<String> ofSync(String sync, List<String> ids) {
        var runs = new PastRuns(state);
        return ids.stream().filter(id -> runs.sync(id).equals(sync)).toList();
    }

    private static List<String> old(List<String> ofSync, Instant since) {
        return ofSync.stream()
                .skip(ALWAYS_KEPT)
                .filter(id -> RunId.start(id).isBefore(since))
                .toList();
    }

    /** Removes what is left of dry runs that were killed: only their reports would name their sync. */
    private List<String> removeNameless(Duration keep, Instant now, boolean dry) throws IOException {
        Instant since = now.minus(keep.compareTo(LONGEST_LOOK) < 0 ? LONGEST_LOOK : keep);
        var runs = new PastRuns(state);
        List<String> found = runs.ids().stream()
                .filter(id -> RunId.start(id).isBefore(since))
                .filter(id -> RunFolder.isOfLook(state.run(id)) && runs.sync(id).isEmpty())
                .toList();
        for (String id : found) {
            clear(id, dry);
        }
        return found;
    }

    /** Whether a run left rows that may still be sent again; those of a dry run or a plan cannot be. */
    private boolean hasRows(String id, Set<String> retried) {
        return !retried.contains(id)
                && !RunFolder.isOfLook(state.run(id))
                && !state.undelivered(id).isEmpty();
    }

    /** Runs that the next one continues, of the source and of retries. */
    private Set<String> goesOn(String sync) throws IOException {
        var found = new HashSet<String>();
        for (LastRuns.Kind kind : LastRuns.Kind.values()) {
            LastRuns last = state.lastRuns(sync, kind);
            found.addAll(state.unfinished(last));
            last.last().ifPresent(found::add);
        }
        return found;
    }

    /** Runs whose rows a later run has sent again. */
    private Set<String> retried(List<String> ids) {
        var found = new HashSet<String>();
        for (String id : ids) {
            new Retries(state).completed(id).ifPresent(found::add);
        }
        return found;
    }

    /** Removes a run's files except its rows and those that describe them; returns whether there were any. */
    private boolean reduce(String id, boolean dry) throws IOException {
        List<Path> rest;
        try (Stream<Path> files = Files.list(state.run(id))) {
            rest = files.filter(file -> !KEPT_WITH_ROWS.contains(String.valueOf(file.getFileName())))
                    .toList();
        }
        for (Path file : dry ? List.<Path>of() : rest) {
            PrivateFiles.remove(file);
        }
        return !rest.isEmpty();
    }

    /** Removes a run's folder. It is renamed first, so that a kill never leaves a partial folder under its name. */
    private void clear(String id, boolean dry) throws IOException {
        if (!dry) {
            Path gone = state.runs().resolve(GONE + id);
            Files.move(state.run(id), gone, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.remove(gone);
        }
    }

    /** Removes what a kill left of folders that were being removed. */
    private void finishEarlier() throws IOException {
        List<Path> left;
        try (Stream<Path> folders = Files.list(state.runs())) {
            left = folders.filter(folder -> String.valueOf(folder.getFileName()).startsWith(GONE))
                    .toList();
        } catch (NoSuchFileException none) {
            return;
        }
        for (Path folder : left) {
            PrivateFiles.remove(folder);
        }
    }
}
