package dev.upserter.server;

import dev.upserter.delivery.http.Credentials;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Problems;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to set up a server. Immutable.
 *
 * @param host           the address to listen on; {@code 127.0.0.1} and {@code localhost} accept connections from this
 *     machine only, over IPv4 and IPv6. On another address, anybody who reaches it may send people with this server's
 *     credentials
 * @param port           the port to listen on, 0 to 65535; 0 takes any free one
 * @param stateFolder    where runs keep their files and uploads wait for their run; created if missing
 * @param endpoint       where every run sends, in place of its configuration's endpoint; null keeps the configuration's
 * @param credentials    that every run uses, in place of its configuration's; null keeps the configuration's
 * @param maxUploadBytes the longest request body, 1 or more
 * @param maxRuns        requests that may upload or run at the same time, 1 to 100
 * @param environment    where credentials are looked up that a configuration does not give; never printed
 * @param token          what a request must carry, {@value #MIN_TOKEN} characters or more; null requires none
 * @param publicUrl      the URL of this server in browsers behind a proxy, {@value #PUBLIC_URL_MUST_BE}; null without a
 *     proxy
 * @param syncs          the folder of saved syncs; null for none
 * @param memory         what all runs may take of the heap together
 * @param waits          whether runs wait for an endpoint that has never answered, as they do for one that is down
 * @param sandbox        the sandbox at {@code endpoint}, so that the page can show its people; null for none
 */
public record ServerConfig(
        String host,
        int port,
        Path stateFolder,
        @Nullable URI endpoint,
        @Nullable Credentials credentials,
        long maxUploadBytes,
        int maxRuns,
        Map<String, String> environment,
        @Nullable String token,
        @Nullable URI publicUrl,
        @Nullable Path syncs,
        MemoryBudget memory,
        boolean waits,
        @Nullable Sandbox sandbox) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 3000;
    public static final long DEFAULT_MAX_UPLOAD_BYTES = 10L << 30;
    public static final int DEFAULT_MAX_RUNS = 4;
    public static final int MIN_TOKEN = 16;

    /** The requirement on the public URL, as messages word it. */
    public static final String PUBLIC_URL_MUST_BE =
            "an http or https URL of a host, perhaps with a port, and nothing more";

    private static final String TOKEN_CHARACTERS = "[A-Za-z0-9._~+/=-]*";

    public ServerConfig {
        new Problems()
                .require(!host.isBlank(), "host", "the name or address to listen on")
                .require(port >= 0 && port <= 65_535, "port", "0 to 65535")
                .require(maxUploadBytes >= 1, "maxUploadBytes", "1 or more")
                .require(maxRuns >= 1 && maxRuns <= 100, "maxRuns", "1 to 100")
                .require(
                        token == null || (token.length() >= MIN_TOKEN && token.matches(TOKEN_CHARACTERS)),
                        "token",
                        "16 letters, digits, dots, dashes, underscores or more")
                .require(publicUrl == null || isPublicUrl(publicUrl), "publicUrl", PUBLIC_URL_MUST_BE)
                .throwIfAny();
        environment = Map.copyOf(environment);
    }

    /** Whether the URL meets {@link #PUBLIC_URL_MUST_BE}. */
    public static boolean isPublicUrl(URI url) {
        return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    }

    /** Defaults: this machine only, port 3000, uploads up to 10 GiB, four runs at once, an empty environment. */
    public static ServerConfig in(Path stateFolder) {
        return new ServerConfig(
                DEFAULT_HOST,
                DEFAULT_PORT,
                stateFolder,
                null,
                null,
                DEFAULT_MAX_UPLOAD_BYTES,
                DEFAULT_MAX_RUNS,
                Map.of(),
                null,
                null,
                null,
                MemoryBudget.ofProcess(),
                false,
                null);
    }

    /** A copy that listens on {@code other}. */
    public ServerConfig withHost(String other) {
        return with(draft -> draft.host = other);
    }

    /** A copy that listens on {@code other}. */
    public ServerConfig withPort(int other) {
        return with(draft -> draft.port = other);
    }

    /** A copy that sends every run to {@code other}. */
    public ServerConfig withEndpoint(URI other) {
        return with(draft -> draft.endpoint = other);
    }

    /** A copy with these credentials for every run. */
    public ServerConfig withCredentials(Credentials other) {
        return with(draft -> draft.credentials = other);
    }

    /** A copy with another limit on the length of a request's body. */
    public ServerConfig withMaxUploadBytes(long other) {
        return with(draft -> draft.maxUploadBytes = other);
    }

    /** A copy with another limit on concurrent uploads and runs. */
    public ServerConfig withMaxRuns(int other) {
        return with(draft -> draft.maxRuns = other);
    }

    /** A copy with another environment. */
    public ServerConfig withEnvironment(Map<String, String> other) {
        return with(draft -> draft.environment = other);
    }

    /** A copy that requires this token. */
    public ServerConfig withToken(String other) {
        return with(draft -> draft.token = other);
    }

    /** A copy with the URL of a proxy. */
    public ServerConfig withPublicUrl(URI other) {
        return with(draft -> draft.publicUrl = other);
    }

    /** A copy with another folder of saved syncs. */
    public ServerConfig withSyncs(Path other) {
        return with(draft -> draft.syncs = other);
    }

    /** A copy whose runs take no more of the heap together. */
    public ServerConfig withMemory(MemoryBudget other) {
        return with(draft -> draft.memory = other);
    }

    /** A copy that waits for an endpoint that has never answered, or does not. */
    public ServerConfig withWait(boolean other) {
        return with(draft -> draft.waits = other);
    }

    /** A copy that sends every run to a sandbox and shows the sandbox's people. */
    public ServerConfig withSandbox(Sandbox other) {
        return with(draft -> {
            draft.endpoint = other.endpoint();
            draft.credentials = new Credentials(other.siteId(), other.apiKey());
            draft.sandbox = other;
            var completed = new HashMap<>(draft.environment);
            completed.putIfAbsent("CUSTOMERIO_APP_API_KEY", other.appApiKey());
            draft.environment = completed;
        });
    }

    private ServerConfig with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new ServerConfig(
                draft.host,
                draft.port,
                stateFolder,
                draft.endpoint,
                draft.credentials,
                draft.maxUploadBytes,
                draft.maxRuns,
                draft.environment,
                draft.token,
                draft.publicUrl,
                draft.syncs,
                draft.memory,
                draft.waits,
                draft.sandbox);
    }

    /** A mutable copy of a configuration. */
    private static final class Draft {
        private String host;
        private int port;
        private @Nullable URI endpoint;
        private @Nullable Credentials credentials;
        private long maxUploadBytes;
        private int maxRuns;
        private Map<String, String> environment;
        private @Nullable String token;
        private @Nullable URI publicUrl;
        private @Nullable Path syncs;
        private MemoryBudget memory;
        private boolean waits;
        private @Nullable Sandbox sandbox;

        Draft(ServerConfig from) {
            host = from.host;
            port = from.port;
            endpoint = from.endpoint;
            credentials = from.credentials;
            maxUploadBytes = from.maxUploadBytes;
            maxRuns = from.maxRuns;
            environment = from.environment;
            token = from.token;
            publicUrl = from.publicUrl;
            syncs = from.syncs;
            memory = from.memory;
            waits = from.waits;
            sandbox = from.sandbox;
        }
    }

    @Override
    public String toString() {
        return "ServerConfig[host=%s, port=%s, stateFolder=%s, endpoint=%s, maxUploadBytes=%s, maxRuns=%s]"
                .formatted(host, port, stateFolder, endpoint, maxUploadBytes, maxRuns);
    }
}
