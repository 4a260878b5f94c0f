package dev.upserter.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The turn of one thread among all threads of all processes that want the same lock file. For one thread. */
public final class FileTurn implements AutoCloseable {
    /** Those of this process: a file's lock keeps other processes away, and no other thread. */
    private static final Map<Path, ReentrantLock> OF_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock turn;
    private final FileChannel channel;

    private FileTurn(ReentrantLock turn, FileChannel channel) {
        this.turn = turn;
        this.channel = channel;
    }

    /**
     * Waits for the turn.
     *
     * @param file made if missing, with its folders; it stays
     */
    public static FileTurn take(Path file) throws InterruptedException, IOException {
        Path place = file.toAbsolutePath().normalize();
        ReentrantLock turn = OF_PROCESS.computeIfAbsent(place, any -> new ReentrantLock());
        turn.lockInterruptibly();
        boolean isTaken = false;
        try {
            PrivateFiles.makeFolders(place.resolveSibling(""));
            FileChannel channel = FileChannel.open(PrivateFiles.makeFile(place), StandardOpenOption.WRITE);
            lock(channel);
            isTaken = true;
            return new FileTurn(turn, channel);
        } finally {
            if (!isTaken) {
                turn.unlock();
            }
        }
    }

    private static void lock(FileChannel channel) throws InterruptedException, IOException {
        boolean isLocked = false;
        try {
            channel.lock();
            isLocked = true;
        } catch (FileLockInterruptionException e) {
            throw (InterruptedException) new InterruptedException("interrupted while waiting for another").initCause(e);
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            turn.unlock();
        }
    }
}
