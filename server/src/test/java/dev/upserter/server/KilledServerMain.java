package dev.upserter.server;

import dev.upserter.delivery.http.Credentials;
import dev.upserter.server.schedule.Schedules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A server whose clock is what it reads: for each time on standard input, it runs what is due and writes the time back. */
final class KilledServerMain {
    private KilledServerMain() {}

    /**
     * Runs it.
     *
     * @param args the state folder, the folder of syncs, the endpoint, the site id and the API key
     */
    public static void main(String... args) throws IOException, InterruptedException {
        var now = new AtomicReference<Instant>(Instant.EPOCH);
        ServerConfig config = ServerConfig.in(Path.of(args[0]))
                .withPort(0)
                .withSyncs(Path.of(args[1]))
                .withEndpoint(URI.create(args[2]))
                .withCredentials(new Credentials(args[3], args[4]));
        var timing = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), System::nanoTime, now::get, false);
        try (UpserterServer server = UpserterServer.start(config, timing);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                now.set(Instant.parse(line));
                Schedules schedules = Objects.requireNonNull(server.schedules());
                for (int i = 0; i < 4; i++) {
                    schedules.pass();
                    schedules.awaitIdle();
                    now.set(now.get().plusSeconds(10));
                }
                System.out.println(line);
            }
        }
    }
}
