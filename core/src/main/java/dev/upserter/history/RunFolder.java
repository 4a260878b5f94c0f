package dev.upserter.history;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The folder of a run's files: {@code runs/<run>} in the state folder, accessible to the user only. */
public final class RunFolder {
    /** What a state folder holds. */
    static final String RUNS = "runs";

    static final String SYNCS = "syncs";
    static final String SUPPRESSED = ".suppressed";
    static final String LOST = ".lost";

    /** The run itself, see {@link RunHeader}. */
    public static final String HEADER = "run.json";
    /** What was acknowledged, see {@link Journal}. */
    static final String JOURNAL = "journal.txt";
    /** How the run ended. */
    public static final String REPORT = "report.json";
    /** Rows that were not sent. */
    public static final String REJECTED = "rejected.ndjson";
    /** Rows that were sent and given up. */
    public static final String DEAD_LETTERS = "dead-letters.ndjson";
    /** Rows of the run that were gathered to be sent again. */
    public static final String RETRY = "retry.ndjson";
    /** The rows of the query that is the source; a relative path, unlike every other source of a run. */
    public static final String ANSWER = "answer.ndjson";
    /** The people whom the run may remove, see {@link LetThrough}. */
    static final String REMOVALS = "removals.json";

    private final Path path;

    /** The folder of a run, without creating it. */
    RunFolder(Path stateFolder, String run) {
        this.path = stateFolder.resolve(RUNS).resolve(run);
    }

    /** Whether a folder is that of a dry run or a plan: any other run notes what it is before its first row. */
    static boolean isOfLook(Path folder) {
        return !Files.exists(folder.resolve(HEADER)) && !Files.exists(folder.resolve(JOURNAL));
    }

    /**
     * Creates the folder.
     *
     * @throws ProblemException if this is not possible
     */
    void create() {
        try {
            PrivateFiles.makeFolders(path);
            requireOwnLinks();
            ignoreInGit();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * A run's files contain people's rows: they do not belong in a repository. A folder that serves other purposes is left
     * alone.
     */
    private void ignoreInGit() throws IOException {
        Path state = path.toAbsolutePath().resolve("../..").normalize();
        Path ignore = state.resolve(".gitignore");
        if (state.endsWith(".upserter") && !Files.exists(ignore)) {
            writeWhole(ignore, "*\n");
        }
    }

    /**
     * In a folder where other users may write, a link of theirs would decide where people's rows go. The user's own link
     * may lead to a larger disk.
     */
    private void requireOwnLinks() throws IOException {
        Path state = path.toAbsolutePath().resolve("../..").normalize();
        for (String name : List.of(RUNS, SYNCS, SUPPRESSED, LOST)) {
            Path link = state.resolve(name);
            if (Files.isSymbolicLink(link) && !PrivateFiles.owner(link).equals(PrivateFiles.owner(path))) {
                Files.delete(path);
                throw new ProblemException(Problem.of(
                        Code.STATE_UNWRITABLE,
                        new Location.InFile(link.toString()),
                        "this is a link that another user made. Nothing was sent",
                        "name another folder with --state, or remove the link"));
            }
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Creates an empty file that only the user can read. */
    Path createFile(String name) throws IOException {
        return PrivateFiles.createFile(file(name));
    }

    /** Writes a file atomically: a reader sees all of it or nothing. */
    public void writeWhole(String name, String text) {
        try {
            writeWhole(file(name), text);
        } catch (IOException e) {
            throw unwritable(file(name), e);
        }
    }

    /** Writes a file for the user only, atomically; replaces an existing one. */
    public static void writeWhole(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        Files.write(PrivateFiles.createFile(temporary), text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The problem that a hint for later runs could not be written; nothing else follows for this run. */
    static Problem unnoted(Path path, String consequence, IOException e) {
        return new Problem(
                Code.STATE_UNWRITABLE,
                Level.WARN,
                new Location.InFile(path.toString()),
                "could not be written: " + DiskFailure.reason(e) + "; " + consequence,
                "check the rights of the folder and the space on the disk");
    }

    public static ProblemException unwritable(Path path, IOException e) {
        return unwritable(path.toString(), e);
    }

    public static ProblemException unwritable(String path, IOException e) {
        Optional<Exhaustion> ranOut = Exhaustion.of(e);
        if (ranOut.isPresent()) {
            return new ProblemException(
                    ranOut.get().problem(new Location.InFile(path), "the run's files could not be written"), e);
        }
        return new ProblemException(
                Problem.of(
                        Code.STATE_UNWRITABLE,
                        new Location.InFile(path),
                        "the run's files could not be written: " + DiskFailure.reason(e),
                        "check the rights of the folder and its disk, or name another folder with --state or"
                                + " UPSERTER_STATE. Then run the same command again"),
                e);
    }
}
