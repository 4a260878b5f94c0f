package dev.upserter.run.app;

import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to make a segment, which waits for others: the syncs of one process, and those of one state folder, look for a
 * segment and make it one after another, so that several of them use one. Customer.io makes another of the same name each time.
 */
final class SegmentMaking implements AutoCloseable {
    private static final ReentrantLock OF_PROCESS = new ReentrantLock();

    private final FileChannel channel;

    private SegmentMaking(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the right.
     *
     * @param stateFolder created if missing
     */
    static SegmentMaking take(Path stateFolder) throws InterruptedException, IOException {
        OF_PROCESS.lockInterruptibly();
        try {
            PrivateFiles.makeFolders(stateFolder);
            FileChannel channel = FileChannel.open(
                    stateFolder.resolve("segments.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return lock(channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            OF_PROCESS.unlock();
            throw e;
        }
    }

    private static SegmentMaking lock(FileChannel channel) throws InterruptedException, IOException {
        try {
            channel.lock();
            return new SegmentMaking(channel);
        } catch (FileLockInterruptionException e) {
            channel.close();
            throw (InterruptedException)
                    new InterruptedException("interrupted while waiting for another sync").initCause(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OF_PROCESS.unlock();
        }
    }
}
