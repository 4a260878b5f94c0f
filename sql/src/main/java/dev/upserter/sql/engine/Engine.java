package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.query.ModuleFolders;
import dev.upserter.source.stream.TemporaryFolders;
import dev.upserter.sql.statement.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB, in this process and in memory. It reads local files and nothing else: it loads no extension and so has no network
 * access, and no query can change that. For one thread.
 */
final class Engine implements AutoCloseable {
    private final Connection connection;
    private final Path scratch;

    private Engine(Connection connection, Path scratch) {
        this.connection = connection;
        this.scratch = scratch;
    }

    /**
     * Starts the engine.
     *
     * @param folder     the base of relative paths
     * @param notesFiles whether to record the {@link OpenedFiles}
     * @param streams    whether results come as they are made: in constant memory, but errors without a message
     * @param place      what requires it
     * @throws ProblemException if this machine has no folder for its native code, or for its temporary files
     */
    static Engine start(EngineConfig config, Path folder, boolean notesFiles, boolean streams, Location place)
            throws SQLException, IOException {
        ModuleFolders.requireNative(Engine.class);
        Path scratch = TemporaryFolders.create("upserter-query", place, "the engine for Parquet and queries");
        var properties = new Properties();
        properties.setProperty("jdbc_stream_results", Boolean.toString(streams));
        properties.setProperty("errors_as_json", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("memory_limit", config.memoryMegabytes() + "MiB");
        properties.setProperty("threads", Integer.toString(config.threads()));
        properties.setProperty("temp_directory", scratch.toString());
        properties.setProperty(
                "file_search_path", folder.toAbsolutePath().normalize().toString());
        try {
            Connection connection = connect(properties, place);
            if (notesFiles) {
                OpenedFiles.note(connection, scratch);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_configuration = true");
            }
            return new Engine(connection, scratch);
        } catch (SQLException | RuntimeException e) {
            remove(scratch);
            throw e;
        }
    }

    private static Connection connect(Properties properties, Location place) throws SQLException {
        try {
            return new DuckDBDriver().connect("jdbc:duckdb:", properties);
        } catch (LinkageError | IllegalStateException e) { // from a class path, where the driver unpacks it itself
            throw new ProblemException(
                    Problem.of(
                            Code.OUT_OF_RESOURCES,
                            place,
                            "the native code of the engine for Parquet and queries cannot be loaded: " + innermost(e),
                            "let the process take more memory (ulimit -v), install what the message says is missing, or set"
                                    + " TMPDIR to a folder that can be written and is not mounted with noexec"),
                    e);
        }
    }

    /** The message of the system's loader, without the name of the library before it. */
    private static String innermost(Throwable failure) {
        String message = String.valueOf(Causes.innermost(failure).getMessage());
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            connection.close();
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
