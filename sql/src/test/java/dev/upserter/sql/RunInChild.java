package dev.upserter.sql;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.sync.OneSync;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run over a database's rows in a process of its own, to be killed, or to run on a full disk. */
final class RunInChild {
    private RunInChild() {}

    /** The arguments of the command: where to send, which database and query, and the state folder. */
    static List<String> command(URI endpoint, String url, String sql, Path state) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                RunInChild.class.getName(),
                endpoint.toString(),
                url,
                sql,
                state.toString()));
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** Prints the report. */
    public static void main(String[] arguments) {
        SyncConfig config = SyncConfig.builder("people", "id")
                .endpoint(URI.create(arguments[0]))
                .credentials(new Credentials("sandbox-site", "sandbox-key"))
                .build();
        RunReport report = OneSync.of(config)
                .run(
                        Reading.query(
                                arguments[2], new DatabaseConfig(arguments[1], Postgres.USER, Postgres.PASSWORD, 100)),
                        RunOptions.in(Path.of(arguments[3])).withResume(new Resume.Latest()));
        System.out.println(report.toJson());
        System.exit(report.exitCode());
    }
}
