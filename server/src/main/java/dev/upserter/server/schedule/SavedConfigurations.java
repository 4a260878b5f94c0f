package dev.upserter.server.schedule;

import dev.upserter.config.SyncSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The configurations of the server's folder. */
public interface SavedConfigurations {
    /**
     * Their files, sorted.
     *
     * @throws IOException if the folder cannot be read
     */
    List<Path> files() throws IOException;

    /**
     * One, with the server's endpoint and credentials.
     *
     * @throws dev.upserter.problem.ProblemException if it cannot be read or is wrong
     */
    SyncSet read(Path file);
}
