package dev.upserter.problem;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Describes why a file or a folder could not be used: exceptions of the JDK have the reason only in their class name. */
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
            case FileNotFoundException unopened -> orNone(inBrackets(String.valueOf(unopened.getMessage())));
            case CharacterCodingException garbled -> "its text is in another encoding";
            case EOFException cut -> "it ends too early";
            case UnknownHostException nameless -> "the host has no address";
            case ClosedChannelException closed -> "it was closed meanwhile";
            default -> orNone(e.getMessage());
        };
    }

    /** The JDK's text after the name of a file that it could not open. */
    private static @Nullable String inBrackets(String message) {
        int open = message.lastIndexOf('(');
        return open < 0 || !message.endsWith(")") ? null : message.substring(open + 1, message.length() - 1);
    }

    /** Empty for a reason that only names classes, which helps no user. */
    private static String orNone(@Nullable String reason) {
        return reason == null || reason.isBlank() || reason.contains("java.") || reason.contains("Exception")
                ? "the system gives no reason"
                : reason;
    }
}
