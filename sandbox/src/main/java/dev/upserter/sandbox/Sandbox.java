package dev.upserter.sandbox;

import dev.upserter.carried.jetty.http.UriCompliance;
import dev.upserter.http.Listener;
import dev.upserter.http.ListenerConfig;
import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.control.ControlAccess;
import dev.upserter.sandbox.control.ControlPages;
import dev.upserter.sandbox.control.SandboxEndpoint;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.tls.SandboxCertificate;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.track.WorkspaceKeys;
import dev.upserter.sandbox.track.Workspaces;
import dev.upserter.sandbox.traffic.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A running local Customer.io. It answers the Track API and the App API over HTTP while it is open, keeps people in memory, and injects
 * faults on request. It is its first workspace; {@link #workspace} are the others. Thread-safe. Its threads keep no process
 * alive.
 *
 * <p>It stores people in memory only: closing it loses them.
 */
public final class Sandbox extends SandboxWorkspace implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** The number of the first workspace; the others have the next ones. */
    private static final int FIRST_NUMBER = 12_345;

    private final SandboxConfig config;
    private final Workspaces workspaces;
    private final Listener listener;

    private Sandbox(SandboxConfig config, Workspaces workspaces) {
        super(workspaces.first());
        this.config = config;
        this.workspaces = workspaces;
        var controls = new ControlPages(workspaces, new ControlAccess(config.token()));
        this.listener = Listener.start(listening(config), new SandboxEndpoint(workspaces, controls));
    }

    private static Workspaces workspaces(SandboxConfig config) {
        var all = new ArrayList<Workspace>();
        all.add(workspace(config, config.siteId(), config.apiKey(), config.appApiKey(), FIRST_NUMBER));
        for (SandboxConfig.Further further : config.further()) {
            all.add(workspace(
                    config, further.siteId(), further.apiKey(), further.appApiKey(), FIRST_NUMBER + all.size()));
        }
        return new Workspaces(all);
    }

    private static Workspace workspace(
            SandboxConfig config, String siteId, String apiKey, String appApiKey, int number) {
        return new Workspace(
                new WorkspaceKeys(siteId, apiKey, appApiKey, number, config.region()),
                new EntryRules(config.strictness(), config.enforceLimits()),
                new Script.Start(config.seed(), config.faults(), config.disabled()),
                new Traffic(config.recordRequests(), config.mostRecorded()),
                System::nanoTime);
    }

    private static ListenerConfig listening(SandboxConfig config) {
        return new ListenerConfig(
                "sandbox",
                config.host(),
                config.port(),
                false,
                true,
                IDLE,
                System::nanoTime,
                http -> {
                    // Identifiers in paths may hold slashes, dots and blanks; they are decoded here and never resolved
                    // as files.
                    http.setUriCompliance(UriCompliance.UNSAFE);
                    http.setRequestHeaderSize(64 << 10);
                },
                config.certificate().map(SandboxCertificate::forServer));
    }

    /** Starts a sandbox with {@link SandboxConfig#defaults()}: on loopback, on any free port. */
    public static Sandbox start() {
        return start(SandboxConfig.defaults());
    }

    /**
     * Starts a sandbox. It answers requests once this method returns.
     *
     * @throws PortInUseException when the port is taken
     */
    public static Sandbox start(SandboxConfig config) {
        // Jetty needs the locales while it loads. The JDK takes 50 ms to find them; this thread uses a core that would
        // be idle.
        Thread.startVirtualThread(Locale::getAvailableLocales);
        return new Sandbox(config, workspaces(config));
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI endpoint() {
        return listener.address();
    }

    /** The token of the controls under {@code /sandbox/}; empty where they want none. */
    public String token() {
        return config.token();
    }

    /** Whether requests to the App API may carry any token. */
    public boolean takesAnyAppApiKey() {
        return key().isEmpty();
    }

    /** The certificate that it shows, if it speaks HTTPS. */
    public Optional<SandboxCertificate> certificate() {
        return config.certificate();
    }

    /**
     * The workspace with this site id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SandboxWorkspace workspace(String siteId) {
        if (siteId.equals(siteId())) {
            return this;
        }
        return workspaces
                .named(siteId)
                .map(SandboxWorkspace.Further::new)
                .orElseThrow(() -> new IllegalArgumentException("there is no workspace with this siteId"));
    }

    /** All workspaces, this first. */
    public List<SandboxWorkspace> workspaces() {
        return workspaces.all().stream()
                .map(workspace -> workspace(workspace.keys().siteId()))
                .toList();
    }

    /** Stops listening and cuts connections that have no answer yet. */
    @Override
    public void close() {
        workspaces.all().forEach(workspace -> workspace.waiting().close());
        listener.stop();
    }
}
