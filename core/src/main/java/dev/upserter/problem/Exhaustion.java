package dev.upserter.problem;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource of the machine ran out. Recognised by the messages of the Java virtual machine and the system. */
public enum Exhaustion {
    /** The heap, or memory outside it that the Java virtual machine limits. */
    MEMORY(
            "the memory ran out: the Java virtual machine may take "
                    + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB for data",
            "allow more memory, for example with UPSERTER_JAVA_OPTS=-Xmx512m, or lower parallelism. "
                    + "Then run the same command again"),
    /** The system starts no more threads. */
    THREADS(
            "the system starts no further thread",
            "raise the limit of threads (ulimit -u, or that of the container), or lower parallelism. "
                    + "Then run the same command again"),
    /** No more files or connections can be opened. */
    FILES(
            "the file descriptors ran out: no further file or connection can be opened",
            "raise the limit of open files (ulimit -n), or lower parallelism. Then run the same command again"),
    /** A disk is full, or a quota is used up. */
    DISK(
            "the disk is full, or its quota is used up",
            "free space there, or name another folder with --state. Then run the same command again"),
    /** A file has reached the size limit of this process or the file system. */
    FILE_SIZE(
            "a file would become larger than this process, or the file system, allows",
            "raise the limit of the size of files (ulimit -f, or LimitFSIZE of the service), or name another folder with"
                    + " --state. Then run the same command again");

    private final Problem problem;

    Exhaustion(String message, String hint) {
        // created in advance: it cannot be created once memory has run out
        this.problem = Problem.of(Code.OUT_OF_RESOURCES, null, message, hint);
    }

    /** The resource that ran out, if this failure, or one of its causes, is about one. */
    public static Optional<Exhaustion> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            Exhaustion found = look(cause);
            if (found != null) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static @Nullable Exhaustion look(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (failure instanceof OutOfMemoryError) {
            return message.contains("native thread") ? THREADS : MEMORY;
        }
        if (!(failure instanceof IOException)) {
            return null;
        }
        // the message on POSIX systems, in English: the launcher sets that language
        if (message.contains("Too many open files")) {
            return FILES;
        }
        if (message.contains("File too large")) {
            return FILE_SIZE;
        }
        return message.contains("No space left") || message.contains("uota exceeded") ? DISK : null;
    }

    /** The problem, without a place. */
    public Problem problem() {
        return problem;
    }

    /** The problem at a place, such as the file that could not be written. */
    public Problem problem(Location place, String what) {
        return new Problem(problem.code(), problem.level(), place, what + ": " + problem.message(), problem.hint());
    }
}
