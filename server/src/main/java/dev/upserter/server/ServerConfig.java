package dev.upserter.server;

import dev.upserter.delivery.Credentials;
import dev.upserter.problem.Problems;
import dev.upserter.run.RunOptions;
import dev.upserter.run.StateUse;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up. Immutable.
 *
 * @param host           the address to listen on; {@code 127.0.0.1} and {@code localhost} mean this machine alone, over
 *                       IPv4 and IPv6. Whoever reaches another address may send people with this server's credentials
 * @param port           the port to listen on, 0 to 65535; 0 takes any free one
 * @param stateFolder    where runs leave their files and uploads wait for their run; made if it is missing
 * @param endpoint       where every run is sent, in place of what its configuration says; null leaves it alone
 * @param credentials    that every run uses, in place of its configuration's; null leaves them alone
 * @param maxUploadBytes the longest request body, 1 or more
 * @param maxRuns        requests that upload or run at once, 1 to 100
 * @param environment    where absent credentials of a configuration are taken from; never printed
 * @param token          what a request must bring, {@value #MIN_TOKEN} characters or more; null asks nobody
 * @param syncs          the folder with saved syncs; null for none
 * @param waits          whether an endpoint is waited for at which nothing has ever answered, as for one that is down
 * @param sandbox        the one that {@code endpoint} is, for the page to show the people in it; null for none
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
        @Nullable Path syncs,
        boolean waits,
        @Nullable Sandbox sandbox) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 3000;
    public static final long DEFAULT_MAX_UPLOAD_BYTES = 10L << 30;
    public static final int DEFAULT_MAX_RUNS = 4;
    public static final int MIN_TOKEN = 16;

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
                .throwIfAny();
        environment = Map.copyOf(environment);
    }

    /** This machine alone, port 3000, uploads up to 10 GiB, four runs at once, an empty environment. */
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
                false,
                null);
    }

    /** This, listening on {@code other}. */
    public ServerConfig withHost(String other) {
        return new ServerConfig(
                other,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, listening on {@code other}. */
    public ServerConfig withPort(int other) {
        return new ServerConfig(
                host,
                other,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, sending every run to {@code other}. */
    public ServerConfig withEndpoint(URI other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                other,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, with these credentials for every run. */
    public ServerConfig withCredentials(Credentials other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                other,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, with another limit on a request's body. */
    public ServerConfig withMaxUploadBytes(long other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                other,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, with another limit on what goes on at once. */
    public ServerConfig withMaxRuns(int other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                other,
                environment,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, with another environment. */
    public ServerConfig withEnvironment(Map<String, String> other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                other,
                token,
                syncs,
                waits,
                sandbox);
    }

    /** This, for those who bring {@code other}. */
    public ServerConfig withToken(String other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                other,
                syncs,
                waits,
                sandbox);
    }

    /** This, with the saved syncs of another folder. */
    public ServerConfig withSyncs(Path other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                other,
                waits,
                sandbox);
    }

    /** This, waiting for an endpoint at which nothing has ever answered, or not. */
    public ServerConfig withWait(boolean other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                endpoint,
                credentials,
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                other,
                sandbox);
    }

    /** This, sending every run to a sandbox, and showing the people in it. */
    public ServerConfig withSandbox(Sandbox other) {
        return new ServerConfig(
                host,
                port,
                stateFolder,
                other.endpoint(),
                new Credentials(other.siteId(), other.apiKey()),
                maxUploadBytes,
                maxRuns,
                environment,
                token,
                syncs,
                waits,
                other);
    }

    /**
     * How a run of this server goes.
     *
     * @param use how it uses what is known
     * @param own where what is known of a sandbox's people lies, which ends with the server
     */
    RunOptions runOptions(StateUse use, Path own) {
        return RunOptions.in(stateFolder)
                .withWait(waits)
                .withState(sandbox == null ? use : use.withPlace(new StateUse.Place.In(own)));
    }

    @Override
    public String toString() {
        return "ServerConfig[host=%s, port=%d, stateFolder=%s, endpoint=%s, maxUploadBytes=%d, maxRuns=%d]"
                .formatted(host, port, stateFolder, endpoint, maxUploadBytes, maxRuns);
    }
}
