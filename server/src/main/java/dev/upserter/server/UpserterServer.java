package dev.upserter.server;

import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.history.StateFolder;
import dev.upserter.http.CannotListenException;
import dev.upserter.http.Listener;
import dev.upserter.http.ListenerConfig;
import dev.upserter.http.PortInUseException;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.server.access.Gatekeeper;
import dev.upserter.server.access.ServerToken;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.api.About;
import dev.upserter.server.api.ApiHandler;
import dev.upserter.server.api.Configurations;
import dev.upserter.server.api.DataApi;
import dev.upserter.server.api.Direction;
import dev.upserter.server.api.DryPass;
import dev.upserter.server.api.PeopleApi;
import dev.upserter.server.api.PlanApi;
import dev.upserter.server.api.RunApi;
import dev.upserter.server.api.RunArchive;
import dev.upserter.server.api.ScheduleApi;
import dev.upserter.server.api.SyncApi;
import dev.upserter.server.api.SyncFolder;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.Metrics;
import dev.upserter.server.live.RunSetup;
import dev.upserter.server.monitor.LateWatch;
import dev.upserter.server.monitor.SyncMetrics;
import dev.upserter.server.schedule.SavedConfigurations;
import dev.upserter.server.schedule.Schedules;
import dev.upserter.server.schedule.Ticker;
import dev.upserter.server.upload.DataStore;
import dev.upserter.server.upload.UploadFolder;
import dev.upserter.server.upload.UploadReader;
import dev.upserter.telemetry.Telemetry;
import dev.upserter.telemetry.TelemetryModule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes configurations and data over HTTP, runs them, and answers with the report. docs/http-api.md is the contract.
 * Thread-safe.
 */
public final class UpserterServer implements AutoCloseable {
    /** How long {@link #close()} waits for active runs before it cuts their connections. */
    public static final Duration STOP_PATIENCE = Timing.STOP_PATIENCE;

    private final UploadFolder folder;
    private final Runs runs;
    private final LiveRuns live;
    private final Listener listener;
    private final Duration patience;
    private final Telemetry telemetry;
    private final @Nullable Schedules schedules;
    private final @Nullable LateWatch late;

    private UpserterServer(
            UploadFolder folder,
            Runs runs,
            LiveRuns live,
            Listener listener,
            Duration patience,
            Telemetry telemetry,
            @Nullable Schedules schedules,
            @Nullable LateWatch late) {
        this.schedules = schedules;
        this.late = late;
        this.folder = folder;
        this.runs = runs;
        this.live = live;
        this.listener = listener;
        this.patience = patience;
        this.telemetry = telemetry;
    }

    /**
     * Starts a server. It answers requests once this method returns.
     *
     * @throws PortInUseException when the port is taken
     * @throws ProblemException   when the state folder cannot be written, or the host is unknown
     */
    public static UpserterServer start(ServerConfig config) {
        return start(config, Timing.standard());
    }

    static UpserterServer start(ServerConfig config, Timing timing) {
        // Jetty needs the locales while it loads. The JDK takes 50 ms to find them; this thread uses a core that would
        // be idle.
        Thread.startVirtualThread(Locale::getAvailableLocales);
        UploadFolder folder = UploadFolder.open(config.stateFolder());
        var runs = new Runs(config.maxRuns());
        var metrics = new Metrics();
        Telemetry telemetry = TelemetryModule.start(config.environment());
        telemetry.observe(metrics::measures);
        var live = new LiveRuns(setup(config, folder), metrics, telemetry);
        try {
            Schedules schedules = schedules(config, timing, folder, runs, live);
            ServerEndpoint front = front(config, timing, folder, runs, live, metrics, schedules);
            Listener listener = listen(config, timing, front);
            if (schedules != null && timing.ticks()) {
                Ticker.start(schedules);
            }
            LateWatch late = late(config, timing, schedules);
            if (late != null && timing.ticks()) {
                late.start();
            }
            return new UpserterServer(folder, runs, live, listener, timing.patience(), telemetry, schedules, late);
        } catch (RuntimeException e) {
            telemetry.close();
            folder.close();
            throw e;
        }
    }

    private static Listener listen(ServerConfig config, Timing timing, ServerEndpoint front) {
        try {
            return Listener.start(listening(config, timing), front);
        } catch (CannotListenException e) {
            throw new ProblemException(
                    Problem.of(
                            Code.CONFIG_INVALID,
                            null,
                            String.valueOf(e.getMessage()),
                            "name an address of this machine by --host, as 127.0.0.1 or, for all of them, 0.0.0.0, and"
                                    + " a free port by --port"),
                    e);
        }
    }

    private static ListenerConfig listening(ServerConfig config, Timing timing) {
        return new ListenerConfig(
                "server",
                config.host(),
                config.port(),
                true,
                false,
                timing.idle(),
                timing.nanos(),
                http -> http.setInputBufferSize(64 << 10),
                Optional.empty());
    }

    /** The endpoint of a server with this configuration. */
    static ServerEndpoint front(
            ServerConfig config,
            Timing timing,
            UploadFolder folder,
            Runs runs,
            LiveRuns live,
            Metrics metrics,
            @Nullable Schedules schedules) {
        var uploads = new UploadReader(config.maxUploadBytes(), folder, timing.nanos());
        var data = new DataStore(folder, uploads);
        ConfigReader reader = ConfigReader.uploadedBesideData(config.environment());
        var syncs = new SyncFolder(config.syncs(), ConfigReader.local(config.environment()));
        var configurations = new Configurations(
                new Direction(config.endpoint(), config.credentials()), config.maxUploadBytes(), reader, syncs, data);
        var archive = new RunArchive(config.stateFolder());
        var token = new ServerToken(config.token(), isEncrypted(config));
        var looks = new DryPass(setup(config, folder), runs);
        var runApi = new RunApi(new StateFolder(config.stateFolder()), configurations, archive, live, runs);
        var api = new ApiHandler(
                token,
                new DataApi(data, runs, looks, config.maxUploadBytes()),
                new SyncApi(about(config), syncs, configurations, looks, new Runs(2 * config.maxRuns())),
                new PlanApi(configurations, looks, runApi),
                runApi,
                new ScheduleApi(schedules),
                new PeopleApi(config.sandbox(), config.stateFolder(), archive, syncs));
        return new ServerEndpoint(
                new Gatekeeper(config.host(), config.publicUrl()),
                token,
                new SyncHandler(reader, configurations, folder, uploads, runs, live),
                api,
                metrics,
                new SyncMetrics(syncs, setup(config, folder), metrics, timing.clock(), paused(schedules)),
                () -> !runs.isStopping() && Files.isWritable(config.stateFolder()));
    }

    private static @Nullable Schedules schedules(
            ServerConfig config, Timing timing, UploadFolder uploads, Runs runs, LiveRuns live) {
        if (config.syncs() == null) {
            return null;
        }
        var folder = new SyncFolder(config.syncs(), ConfigReader.local(config.environment()));
        var direction = new Direction(config.endpoint(), config.credentials());
        var saved = new SavedConfigurations() {
            @Override
            public List<Path> files() throws IOException {
                return folder.configurations();
            }

            @Override
            public SyncSet read(Path file) {
                return folder.read(file).map(direction::of);
            }
        };
        return new Schedules(saved, setup(config, uploads), runs, live, timing.clock(), config.environment());
    }

    /** A sandbox forgets what was sent with the server, so that nothing in it is late. */
    private static @Nullable LateWatch late(ServerConfig config, Timing timing, @Nullable Schedules schedules) {
        return config.syncs() == null || config.sandbox() != null
                ? null
                : new LateWatch(
                        new SyncFolder(config.syncs(), ConfigReader.local(config.environment())),
                        config.stateFolder(),
                        timing.clock(),
                        config.environment(),
                        paused(schedules));
    }

    private static Supplier<Set<String>> paused(@Nullable Schedules schedules) {
        return schedules == null ? Set::of : schedules::paused;
    }

    static RunSetup setup(ServerConfig config, UploadFolder folder) {
        Path ownStates = config.sandbox() == null ? null : folder.states();
        return new RunSetup(config.stateFolder(), config.waits(), config.memory(), ownStates);
    }

    private static About about(ServerConfig config) {
        boolean hasCredentials = config.credentials() != null
                || (isSet(config, "CUSTOMERIO_SITE_ID") && isSet(config, "CUSTOMERIO_API_KEY"));
        return new About(config.sandbox() != null, config.endpoint(), hasCredentials, config.maxUploadBytes());
    }

    private static boolean isSet(ServerConfig config, String variable) {
        return !config.environment().getOrDefault(variable, "").isBlank();
    }

    private static boolean isEncrypted(ServerConfig config) {
        return config.publicUrl() != null
                && "https".equalsIgnoreCase(config.publicUrl().getScheme());
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI address() {
        return listener.address();
    }

    /** What runs saved syncs by themselves; null without a folder of them. */
    @Nullable
    Schedules schedules() {
        return schedules;
    }

    /** What looks for syncs that have not run when they were due; null without a folder of them, and with a sandbox. */
    @Nullable
    LateWatch late() {
        return late;
    }

    /**
     * Stops the server: it accepts no more requests and cuts uploads. Active runs finish the requests in flight and are
     * answered as stopped. Returns once this is done, at the latest shortly after {@link #STOP_PATIENCE}. A second call
     * waits for the same end.
     */
    @Override
    public synchronized void close() {
        if (schedules != null) {
            schedules.close();
        }
        if (late != null) {
            late.close();
        }
        runs.stop();
        live.close();
        listener.stop(patience);
        try {
            live.awaitEnd(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        telemetry.close();
        folder.close();
    }
}
