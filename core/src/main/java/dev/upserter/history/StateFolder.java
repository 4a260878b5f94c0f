package dev.upserter.history;

import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state folder: {@code runs/<run>/} for each run, {@code syncs/<sync>/} for what outlives runs,
 * {@code .suppressed/<workspace>/} and {@code .lost/<workspace>/} for what all syncs of a workspace share.
 *
 * @param path where it is; need not exist
 */
public record StateFolder(Path path) {
    public Path sync(String sync) {
        return path.resolve(RunFolder.SYNCS).resolve(sync);
    }

    /** The folder that records whom a workspace has suppressed; no sync's name starts with a dot. */
    public static Path suppressed(Path root, SyncConfig config) {
        return root.resolve(RunFolder.SUPPRESSED).resolve(ConfigDigests.workspace(config));
    }

    /** The folder that records what syncs of a workspace have taken away; no sync's name starts with a dot. */
    public static Path lost(Path root, SyncConfig config) {
        return root.resolve(RunFolder.LOST).resolve(ConfigDigests.workspace(config));
    }

    /** Where the folders of runs are, absolute. */
    public Path runs() {
        return path.resolve(RunFolder.RUNS).toAbsolutePath().normalize();
    }

    /** The problem that the folder cannot be read. */
    public ProblemException unreadable(IOException e) {
        return new ProblemException(
                Problem.of(
                        Code.STATE_UNWRITABLE,
                        new Location.InFile(runs().toString()),
                        "the folder with the runs could not be read or changed",
                        "check its rights, or name another with --state"),
                e);
    }

    /** The folder of a run; need not exist. */
    public Path run(String run) {
        return path.resolve(RunFolder.RUNS).resolve(run);
    }

    /** The last runs of a sync, if its files are in this folder. */
    public LastRuns lastRuns(String sync, LastRuns.Kind kind) {
        return new LastRuns(this, sync(sync), kind);
    }

    /** The last run of a sync; empty if there was none. */
    public Optional<String> lastRun(String sync) throws IOException {
        return lastRuns(sync, LastRuns.Kind.OF_SOURCE).last();
    }

    /** Whether the folder of a run is here. */
    public boolean holds(String run) {
        return isRunId(run) && Files.isDirectory(run(run));
    }

    static boolean isRunId(String name) {
        return name.matches("[0-9a-f-]{1,40}");
    }

    /** The runs that did not end and wait for each other, up to the last one; oldest first. */
    public List<String> unfinished(LastRuns runs) throws IOException {
        var found = new ArrayList<String>();
        Optional<String> run = runs.last();
        while (run.filter(this::isUnfinished).isPresent() && !found.contains(run.get())) {
            found.addFirst(run.get());
            run = RunHeader.read(run(run.get())).flatMap(RunHeader::waitsFor);
        }
        return found;
    }

    /**
     * Requires that a run can be resumed.
     *
     * @param now   the header of the resuming run
     * @param asked which people it would send
     * @throws ProblemException if it does not exist, has ended, or differs from what would be run now
     */
    public void requireResumable(String run, RunHeader now, Scope asked) {
        if (!holds(run)) {
            throw noSuchRun(run, "there is no such run in the state folder");
        }
        if (!isUnfinished(run)) {
            throw impossible(
                    run,
                    "it came to its end",
                    "upserter retry sends again what it did not deliver. upserter sync starts a new run");
        }
        requireSame(run, now, asked);
    }

    /** A run that was cut off has no end, and one that stopped says so; any other run cannot be continued. */
    public boolean isUnfinished(String run) {
        if (!holds(run)) {
            return false;
        }
        try {
            String end = Journal.end(run(run));
            return end.isEmpty() || end.equals("stopped");
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Whether a run sent again what another run had not delivered. */
    public boolean isRetry(String run) {
        return RunHeader.read(run(run)).flatMap(RunHeader::retries).isPresent();
    }

    /**
     * The runs of a source after another run that have begun to send, newest first; empty if the folder cannot be read.
     *
     * @param like of the same sync, and to the same workspace
     */
    public List<String> laterRuns(String run, RunHeader like) {
        List<String> ids;
        try {
            ids = new PastRuns(this).ids();
        } catch (IOException unreadable) {
            return List.of();
        }
        return ids.stream()
                .filter(other -> other.compareTo(run) > 0)
                .filter(other -> RunHeader.read(run(other))
                        .filter(header -> header.sync().equals(like.sync())
                                && header.hasSame(ConfigDigests.DESTINATION, like)
                                && header.retries().isEmpty())
                        .isPresent())
                .filter(this::hasBegun)
                .toList();
    }

    private boolean hasBegun(String run) {
        try {
            return LetThrough.isIn(run(run)) || History.hasReached(run(run));
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Whether a run's last execution left no report. */
    public boolean wasCutOff(String run) {
        try {
            return Journal.end(run(run)).isEmpty();
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Which people a run sent. */
    public Scope scope(String run) {
        return RunHeader.read(run(run))
                .flatMap(header -> Arrays.stream(Scope.values())
                        .filter(scope -> scope.spelling().equals(header.scope()))
                        .findFirst())
                .orElse(Scope.CONFIGURED);
    }

    /**
     * Requires that the run to start now equals this run.
     *
     * @param asked which people it would send
     * @throws ProblemException if not
     */
    public void requireSame(String run, RunHeader now, Scope asked) {
        RunHeader then = RunHeader.read(run(run)).orElseThrow(() -> impossible(run, "its run.json cannot be read"));
        if (!History.isReadable(run(run))) {
            throw impossible(run, History.UNREADABLE);
        }
        List<String> hindrances = then.hindrances(now, asked);
        if (!hindrances.isEmpty()) {
            throw impossible(run, String.join("; ", hindrances));
        }
    }

    private static ProblemException impossible(String run, String why) {
        return impossible(run, why, Code.RESUME_IMPOSSIBLE.help());
    }

    private static ProblemException noSuchRun(String run, String why) {
        return impossible(run, why, "give the id of a run, or its folder. --state names the state folder");
    }

    private static ProblemException impossible(String run, String why, String hint) {
        return new ProblemException(Problem.of(
                Code.RESUME_IMPOSSIBLE,
                null,
                "the run " + run + " cannot be resumed: " + why + ". Nothing was sent",
                hint));
    }

    /**
     * The files that a run was started with.
     *
     * @param configuration the configuration file
     * @param data          the data file; null if they came from a stream or a query
     */
    public record Origin(Path configuration, @Nullable Path data) {}

    /**
     * The files that a run was started with, for resuming it.
     *
     * @throws ProblemException if the run does not exist, or its configuration was not in a file
     */
    public Origin origin(String run) {
        RunHeader header = Optional.of(run)
                .filter(StateFolder::isRunId)
                .flatMap(id -> RunHeader.read(run(id)))
                .orElseThrow(() -> noSuchRun(run, "there is no such run in the state folder " + path));
        if (header.configuration() == null) {
            throw impossible(
                    run,
                    "its configuration was not in a file",
                    "send the configuration and the data again, as a new run");
        }
        SourcePrint source = header.source();
        return new Origin(
                Path.of(header.configuration()), source == null || source.isAnswer() ? null : Path.of(source.path()));
    }

    /** The existing files with the undelivered rows of a run; rejected rows first. */
    public List<Path> undelivered(String run) {
        Path folder = run(run);
        return List.of(folder.resolve(RunFolder.REJECTED), folder.resolve(RunFolder.DEAD_LETTERS)).stream()
                .filter(Files::exists)
                .toList();
    }
}
