package dev.upserter.sql.state;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import dev.upserter.sql.Postgres;
import dev.upserter.sql.WithPostgres;
import dev.upserter.sync.OneSync;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs of configurations as they are written, whose states are in a database that has none at first. */
final class PostgresTrial {
    private final Path folder;
    private final Sandbox sandbox;
    private final Postgres server;

    PostgresTrial(Path folder, Sandbox sandbox) throws Exception {
        this.folder = folder;
        this.sandbox = sandbox;
        this.server = WithPostgres.server();
        server.execute("drop table if exists customer_upserter_syncs, customer_upserter_people");
    }

    Postgres server() {
        return server;
    }

    /**
     * Runs.
     *
     * @param machine its state folder
     * @param keys    of the configuration, in JSON, apart from those of the state
     */
    RunReport run(String machine, String keys, String rows) throws Exception {
        Path data = Files.writeString(Files.createTempFile(folder, "data", ".json"), rows);
        return OneSync.of(config(keys))
                .run(new DataFile.OnDisk(data, "data.json"), RunOptions.in(folder.resolve(machine)));
    }

    private SyncConfig config(String keys) {
        String text = "{" + keys + ", \"state\": {\"url\": \"" + server.url() + "\", \"user\": \"" + Postgres.USER
                + "\", \"password\": \"" + Postgres.PASSWORD + "\"}}";
        return ConfigReader.local(Map.of())
                .read(text.getBytes(StandardCharsets.UTF_8), "sync.json")
                .withDestination(new DestinationConfig(
                        new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
    }

    /** How many entries the states have. */
    String entries() throws Exception {
        try (var connection = server.connect();
                var answer =
                        connection.createStatement().executeQuery("select count(*) from customer_upserter_people")) {
            answer.next();
            return answer.getString(1);
        }
    }
}
