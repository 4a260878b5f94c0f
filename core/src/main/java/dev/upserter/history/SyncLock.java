package dev.upserter.history;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prevents two concurrent runs of one sync. The operating system releases the lock with the process that holds it, however
 * that ends, so a lock never has to be removed by hand.
 */
public final class SyncLock implements AutoCloseable {
    private static final int MAX_NOTE = 1024;
    private static final String SINCE = ", since ";

    /** Locks of this process, by path: closing any channel of a file may release the process's locks on it. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path path;
    private final FileChannel channel;

    private SyncLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder of the sync; created if missing
     * @param sync   its name
     * @param run    the run that takes it
     * @throws ProblemException if another run has it; the message names that run and its process
     */
    public static SyncLock take(Path folder, String sync, String run, Instant now) {
        Path path = folder.toAbsolutePath().normalize().resolve("lock");
        String note = "run " + run + ", process " + ProcessHandle.current().pid() + SINCE + now;
        String holder = HELD.putIfAbsent(path, note);
        if (holder != null) {
            throw locked(path, sync, holder);
        }
        try {
            PrivateFiles.makeFolders(folder);
            return new SyncLock(path, open(path, sync, note));
        } catch (IOException e) {
            HELD.remove(path);
            throw RunFolder.unwritable(path, e);
        } catch (ProblemException e) {
            HELD.remove(path);
            throw e;
        }
    }

    /**
     * Whether a run has the lock now.
     *
     * @param folder of the sync
     */
    static boolean isHeldBy(Path folder, String run) {
        Path path = folder.toAbsolutePath().normalize().resolve("lock");
        String holder = HELD.get(path);
        if (holder != null) {
            return isOf(holder, run);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return isOf(read(channel), run) && channel.tryLock(MAX_NOTE, 1, false) == null;
        } catch (IOException none) {
            return false;
        }
    }

    /**
     * When the run began that has the lock now; empty if none has it, or a command that runs nothing.
     *
     * @param folder of the sync
     */
    public static Optional<Instant> heldSince(Path folder) {
        Path path = folder.toAbsolutePath().normalize().resolve("lock");
        String holder = HELD.get(path);
        if (holder != null) {
            return since(holder);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Optional<Instant> since = since(read(channel));
            return channel.tryLock(MAX_NOTE, 1, false) == null ? since : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> since(String note) {
        int at = note.indexOf(SINCE);
        try {
            return at < 0 || isOf(note, "prune")
                    ? Optional.empty()
                    : Optional.of(Instant.parse(note.substring(at + SINCE.length())));
        } catch (DateTimeParseException cut) {
            return Optional.empty();
        }
    }

    private static boolean isOf(String note, String run) {
        return note.startsWith("run " + run + ",");
    }

    private static FileChannel open(Path path, String sync, String note) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // The first bytes stay unlocked, so that other processes can read who holds the lock where locks are mandatory.
        if (channel.tryLock(MAX_NOTE, 1, false) == null) {
            String holder = read(channel);
            channel.close();
            throw locked(path, sync, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        return channel;
    }

    private static ProblemException locked(Path path, String sync, String holder) {
        return new ProblemException(Problem.of(
                Code.RUN_LOCKED,
                new Location.InFile(path.toString()),
                "another run of the sync " + sync + " is under way (" + holder + "). Nothing was sent"));
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(MAX_NOTE);
        channel.read(note, 0);
        String text = new String(note.array(), 0, note.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "it does not say who it is" : text;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(path);
        }
    }
}
