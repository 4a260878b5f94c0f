package dev.upserter.source;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens data. */
public final class Sources {
    private Sources() {}

    /**
     * Opens data; whoever calls closes the source.
     *
     * @throws ProblemException if it is not there, or cannot be read
     */
    public static Source open(DataFile data) {
        return switch (data) {
            case DataFile.OnDisk file -> open(file.path(), file.name());
            case DataFile.Streamed stream -> JsonSource.open(stream.in(), stream.name());
        };
    }

    private static Source open(Path path, String name) {
        try {
            if (Files.isDirectory(path)) {
                throw notFound(name, "this is a folder, not a file", null);
            }
            return JsonSource.open(Files.newInputStream(path), name);
        } catch (NoSuchFileException e) {
            throw notFound(name, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw notFound(name, "the file may not be read", e);
        } catch (IOException e) {
            throw notFound(name, "the file cannot be opened: " + e.getMessage(), e);
        }
    }

    private static ProblemException notFound(
            String name, String message, @org.jspecify.annotations.Nullable IOException e) {
        Problem problem = Problem.of(Code.INPUT_NOT_FOUND, new Location.InFile(name), message);
        return e == null ? new ProblemException(problem) : new ProblemException(problem, e);
    }
}
