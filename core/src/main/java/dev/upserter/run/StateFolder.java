package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state folder: {@code runs/<run>/} for each run, {@code syncs/<sync>/} for what outlives runs, {@code
 * .suppressed/<workspace>/} for what all syncs of a workspace share.
 *
 * @param path where it is; need not be there yet
 */
public record StateFolder(Path path) {
    private static final String LAST_RUN = "last-run";

    Path sync(String sync) {
        return path.resolve("syncs").resolve(sync);
    }

    /** Where it is remembered whom a workspace has suppressed; the name of no sync begins with a dot. */
    static Path suppressed(Path root, SyncConfig config) {
        return root.resolve(".suppressed").resolve(ConfigDigests.workspace(config));
    }

    Path run(String run) {
        return path.resolve("runs").resolve(run);
    }

    /** Notes which run of a sync is the last. */
    void noteLastRun(String sync, String run) throws IOException {
        Path file = sync(sync).resolve(LAST_RUN);
        PrivateFiles.makeFolders(sync(sync));
        Files.writeString(file, run + "\n");
    }

    /** The last run of a sync; empty if there was none. */
    Optional<String> lastRun(String sync) throws IOException {
        try {
            String run = Files.readString(sync(sync).resolve(LAST_RUN), StandardCharsets.UTF_8)
                    .strip();
            return Optional.of(run).filter(this::holds);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Whether a run has its folder here. */
    boolean holds(String run) {
        return isRunId(run) && Files.isDirectory(run(run));
    }

    private static boolean isRunId(String name) {
        return name.matches("[0-9a-f-]{1,40}");
    }

    /**
     * The run to go on with.
     *
     * @param resume how it was asked for
     * @param now    what would be run now
     * @return empty for a new run
     * @throws ProblemException if it is not there, has come to its end, or something else would be run now
     */
    Optional<String> toResume(Resume resume, RunHeader now) throws IOException {
        Optional<String> found = Optional.empty();
        if (resume instanceof Resume.Latest) {
            found = lastRun(now.sync()).filter(this::isUnfinished);
        } else if (resume instanceof Resume.Of of) {
            requireUnfinished(of.run());
            found = Optional.of(of.run());
        }
        found.ifPresent(run -> requireSame(run, now));
        return found;
    }

    private void requireUnfinished(String run) {
        if (!holds(run)) {
            throw impossible(run, "there is no such run in the state folder");
        }
        if (!isUnfinished(run)) {
            throw impossible(run, "it came to its end");
        }
    }

    /** A run that was cut off has no end; one that stopped says so; anything else has nothing to go on with. */
    boolean isUnfinished(String run) {
        try {
            String end = Journal.end(run(run));
            return RunHeader.read(run(run)).isPresent() && (end.isEmpty() || end.equals("stopped"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Of whom a run spoke. */
    Scope scope(String run) {
        return RunHeader.read(run(run))
                .flatMap(header -> Arrays.stream(Scope.values())
                        .filter(scope -> scope.spelling().equals(header.scope()))
                        .findFirst())
                .orElse(Scope.CONFIGURED);
    }

    private void requireSame(String run, RunHeader now) {
        RunHeader then = RunHeader.read(run(run)).orElseThrow(() -> impossible(run, "its run.json cannot be read"));
        if (then.source() == null || now.source() == null) {
            throw impossible(
                    run,
                    "a query and standard input cannot be read again from the start as they were; save the rows to a file and"
                            + " give its name");
        }
        var changed = new ArrayList<String>();
        if (!then.sync().equals(now.sync())) {
            changed.add("the sync is another one");
        }
        if (!then.source().same(now.source())) {
            changed.add("the data have changed ("
                    + (then.source().size() == now.source().size()
                            ? "written to since"
                            : then.source().size() + " bytes then, "
                                    + now.source().size() + " now")
                    + ")");
        }
        now.digests().forEach((part, digest) -> {
            if (!digest.equals(then.digests().get(part))) {
                changed.add("the configuration has changed (" + part + ")");
            }
        });
        if (!changed.isEmpty()) {
            throw impossible(run, String.join("; ", changed));
        }
    }

    private static ProblemException impossible(String run, String why) {
        return new ProblemException(Problem.of(
                Code.RESUME_IMPOSSIBLE, null, "the run " + run + " cannot go on: " + why + "; nothing was sent"));
    }

    /**
     * What a run was started with.
     *
     * @param configuration the configuration file
     * @param data          the data file; null if they came from a stream
     */
    public record Origin(Path configuration, @Nullable Path data) {}

    /**
     * What a run was started with, for those who want to go on with it.
     *
     * @throws ProblemException if the run is not there, or its configuration was not in a file
     */
    public Origin origin(String run) {
        RunHeader header = Optional.of(run)
                .filter(StateFolder::isRunId)
                .flatMap(id -> RunHeader.read(run(id)))
                .orElseThrow(() -> impossible(run, "there is no such run in the state folder " + path));
        if (header.configuration() == null) {
            throw impossible(run, "its configuration was not in a file");
        }
        SourcePrint source = header.source();
        return new Origin(Path.of(header.configuration()), source == null ? null : Path.of(source.path()));
    }

    /** The files with the rows of a run that were not delivered, those that exist; rejected rows first. */
    List<Path> undelivered(String run) {
        Path folder = run(run);
        return List.of(folder.resolve("rejected.ndjson"), folder.resolve(DeadLetterFile.NAME)).stream()
                .filter(Files::exists)
                .toList();
    }
}
