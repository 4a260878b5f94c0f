package dev.upserter.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for one test, in a temporary folder and on a loopback port. PostgreSQL does not run as root, so root
 * starts it as another user.
 */
public final class Postgres implements AutoCloseable {
    public static final String USER = "reader";
    public static final String PASSWORD = "correct horse";

    private final Path tools;
    private final Path folder;
    private final List<String> as;
    private final int port;

    private Postgres(Path tools, Path folder, List<String> as, int port) {
        this.tools = tools;
        this.folder = folder;
        this.as = as;
        this.port = port;
    }

    /** The folder with initdb and pg_ctl; empty where PostgreSQL is not installed. */
    public static Optional<Path> tools() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        try (Stream<Path> found = Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
            Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
            return Stream.concat(found.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")), path)
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl")))
                    .findFirst();
        }
    }

    public static Postgres start(Path tools) throws Exception {
        Path folder = Files.createTempDirectory("upserter-postgres");
        boolean root = "root".equals(System.getProperty("user.name"));
        var server =
                new Postgres(tools, folder, root ? List.of("runuser", "-u", "nobody", "--") : List.of(), freePort());
        if (root) {
            server.run(List.of("chown", "nobody", folder.toString()));
        }
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        server.runTool(
                "initdb",
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        server.start();
        return server;
    }

    /** A hot standby of this server, which cancels queries that conflict with its replay. */
    Postgres standby() throws Exception {
        Path other = Files.createTempDirectory("upserter-standby");
        var standby = new Postgres(tools, other, as, freePort());
        if (!as.isEmpty()) {
            standby.run(List.of("chown", "nobody", other.toString()));
        }
        standby.runTool(
                "pg_basebackup",
                "--dbname=postgresql://" + USER + ":" + PASSWORD.replace(" ", "%20") + "@127.0.0.1:" + port
                        + "/postgres",
                "--pgdata=" + other.resolve("data"),
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
        standby.start();
        return standby;
    }

    public void start() throws Exception {
        runTool(
                "pg_ctl",
                "--pgdata=" + folder.resolve("data"),
                "--log=" + folder.resolve("log"),
                "--wait",
                "--options=-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=off"
                        + " -c max_standby_streaming_delay=100ms -c hot_standby_feedback=off",
                "start");
    }

    void stop() throws Exception {
        runTool("pg_ctl", "--pgdata=" + folder.resolve("data"), "--mode=immediate", "--wait", "stop");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void runTool(String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(as);
        command.add(tools.resolve(tool).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws Exception {
        Path output = Files.createTempFile("upserter-postgres", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        String said = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    int port() {
        return port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
