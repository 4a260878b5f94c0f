package dev.upserter.cli.demo;

import dev.upserter.problem.Location;
import dev.upserter.source.stream.TemporaryFolders;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A temporary folder with the example's files, which are in the program; it is removed with all that the demonstration
 * adds to it.
 */
record DemoFolder(Path path) implements AutoCloseable {
    static final String CONFIG = "workspace.yaml";
    private static final List<String> FILES =
            List.of(CONFIG, "monday.csv", "tuesday.csv", "companies.csv", "orders.csv");

    /**
     * Creates the folder.
     *
     * @throws dev.upserter.problem.ProblemException if no folder for temporary files can be used
     */
    static DemoFolder create() {
        var folder = new DemoFolder(
                TemporaryFolders.create("upserter-demo", new Location.InFile("demo"), "the demonstration"));
        try {
            for (String file : FILES) {
                folder.write(file);
            }
            return folder;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file) throws IOException {
        try (var in = DemoFolder.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the file " + file + " is missing from the program");
            }
            Files.copy(in, path.resolve(file));
        }
    }

    @Override
    public void close() {
        try {
            PrivateFiles.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the demonstration could not be removed", e);
        }
    }
}
