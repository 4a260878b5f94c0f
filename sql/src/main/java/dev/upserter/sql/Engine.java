package dev.upserter.sql;

import dev.upserter.source.EngineConfig;
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
 * DuckDB, in this process and in memory. It reads local files and nothing else: it loads no extension, so that it knows no
 * network, and nothing it is asked can change that. For one thread.
 */
final class Engine implements AutoCloseable {
    private final Connection connection;
    private final Path scratch;

    private Engine(Connection connection, Path scratch) {
        this.connection = connection;
        this.scratch = scratch;
    }

    /**
     * Starts it.
     *
     * @param folder     where relative paths start
     * @param notesFiles whether it is to note the {@link OpenedFiles}
     */
    static Engine start(EngineConfig config, Path folder, boolean notesFiles) throws SQLException, IOException {
        Path scratch = Files.createTempDirectory("upserter-query");
        var properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
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
            Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
            if (notesFiles) {
                OpenedFiles.note(connection, scratch);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_configuration = true");
            }
            return new Engine(connection, scratch);
        } catch (SQLException e) {
            remove(scratch);
            throw e;
        }
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
