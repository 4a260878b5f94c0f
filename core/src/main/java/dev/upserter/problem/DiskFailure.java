package dev.upserter.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Says in words why a file or a folder could not be used: exceptions of the JDK put the reason into their name. */
public final class DiskFailure {
    private DiskFailure() {}

    /** The reason, without the name of the file. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case AccessDeniedException denied -> "its rights do not allow it";
            case FileAlreadyExistsException there -> "something else has this name";
            case DirectoryNotEmptyException full -> "the folder is not empty";
            case NotDirectoryException file -> "this is no folder";
            case FileSystemLoopException loop -> "the folders lead in a circle";
            case FileSystemException other -> orNone(other.getReason());
            default -> orNone(e.getMessage());
        };
    }

    private static String orNone(@Nullable String reason) {
        return reason == null ? "the system gives no reason" : reason;
    }
}
