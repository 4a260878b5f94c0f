package dev.upserter.server.upload;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that exists until it is closed. For one thread. */
final class StoredFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private StoredFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static StoredFile create(Path folder) {
        try {
            Path path = Files.createTempFile(folder, "data-", ".part"); // readable by its owner only
            return new StoredFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    Path path() {
        return path;
    }

    /**
     * @throws ProblemException if the disk cannot store it
     */
    void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Ends the file: everything is written. */
    void end() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes the file; what cannot be removed now is removed at the server's end or next start. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger(StoredFile.class.getName())
                    .log(System.Logger.Level.WARNING, "an uploaded file stays until the server's end: {0}", path);
        }
    }

    /** The problem of an upload that does not fit on the disk. */
    static ProblemException noRoom(long bytes, long usableBytes) {
        return new ProblemException(Problem.of(
                Code.STATE_UNWRITABLE,
                null,
                "the upload has " + bytes + " bytes, but the disk of the state folder takes only " + usableBytes));
    }

    /** The problem to report; the system's message says why, such as a full disk. */
    private static ProblemException unwritable(IOException e) {
        return new ProblemException(
                Problem.of(Code.STATE_UNWRITABLE, null, "the upload cannot be kept on disk: " + DiskFailure.reason(e)),
                e);
    }
}
