package dev.upserter.server;

import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.schedule.CronText;
import dev.upserter.schedule.Schedule;
import dev.upserter.server.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A server with a folder of syncs whose clock a test moves, and its sandbox, which outlives it. */
final class SimulatedServer implements AutoCloseable {
    final Path syncs;
    final Path state;
    final Sandbox sandbox = Sandbox.start();
    private final UnaryOperator<ServerConfig> changes;
    private Instant now;
    private UpserterServer server;

    SimulatedServer(Path folder, String start) throws IOException {
        this(folder, start, config -> config);
    }

    SimulatedServer(Path folder, String start, UnaryOperator<ServerConfig> changes) throws IOException {
        this.changes = changes;
        now = Instant.parse(start);
        syncs = Files.createDirectories(folder.resolve("syncs"));
        state = folder.resolve("state");
        server = start();
    }

    private UpserterServer start() {
        InstantSource clock = () -> now;
        ServerConfig config = ServerConfig.in(state)
                .withPort(0)
                .withSyncs(syncs)
                .withEndpoint(sandbox.endpoint())
                .withCredentials(new dev.upserter.delivery.http.Credentials(sandbox.siteId(), sandbox.apiKey()));
        return UpserterServer.start(
                changes.apply(config),
                new Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), System::nanoTime, clock, false));
    }

    /** Writes a file of the folder. */
    Path write(String name, String text) throws IOException {
        Path file = syncs.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    Instant now() {
        return now;
    }

    void set(String time) {
        now = Instant.parse(time);
    }

    Schedules schedules() {
        return Objects.requireNonNull(server.schedules());
    }

    /** Looks once, and waits for what that starts, and for what follows. */
    SimulatedServer pass() throws InterruptedException {
        schedules().pass();
        schedules().awaitIdle();
        return this;
    }

    /** Moves the clock, looks, and waits; once more for what follows a run. */
    SimulatedServer at(String time) throws InterruptedException {
        set(time);
        return pass().pass();
    }

    SimulatedServer later(Duration time) throws InterruptedException {
        now = now.plus(time);
        return pass();
    }

    void stop() {
        server.close();
    }

    void restart() {
        server = start();
    }

    UpserterServer server() {
        return server;
    }

    /** The runs of a sync that have ended, oldest first. */
    List<PastRun> runs(String sync) throws IOException {
        if (!Files.isDirectory(state.resolve("runs"))) {
            return List.of();
        }
        return new PastRuns(new StateFolder(state))
                .newest(List.of(sync), 10_000)
                .reversed();
    }

    /** How many rows each of its runs has delivered. */
    List<Long> delivered(String sync) throws IOException {
        return runs(sync).stream()
                .map(run -> run.report()
                        .map(RunReport::records)
                        .map(counts -> counts.delivered())
                        .orElse(-1L))
                .toList();
    }

    static Schedule schedule(String expression, String zone) {
        return new Schedule(((CronText.Reading.Good) CronText.read(expression)).expression(), ZoneId.of(zone));
    }

    @Override
    public void close() {
        server.close();
        sandbox.close();
    }
}
