package dev.upserter.cli.command;

import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.sandbox.Sandbox;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where a run sends people, if the command line overrides the configuration. */
final class Destinations {
    private Destinations() {}

    /**
     * The value of {@code --endpoint}.
     *
     * @throws UsageException if it is not a base URL, or {@code --sandbox} is given too
     */
    static Optional<URI> endpoint(ParsedOptions given) {
        Optional<URI> endpoint = given.baseUrl("--endpoint");
        if (endpoint.isPresent() && given.has("--sandbox")) {
            throw new UsageException(
                    "--sandbox and --endpoint exclude each other",
                    "leave out --sandbox to use the endpoint, or --endpoint to use a sandbox of the command's own");
        }
        return endpoint;
    }

    /** The sync with this endpoint, if there is one. */
    static SyncConfig at(SyncConfig config, Optional<URI> endpoint) {
        return endpoint.map(url -> config.withDestination(config.destination().withEndpoint(url)))
                .orElse(config);
    }

    /** The sync with the sandbox's endpoint and credentials; the segment and the object type that it names are there. */
    static SyncConfig at(SyncConfig config, Sandbox sandbox) {
        config.kind().segmentName().ifPresent(sandbox.directory()::requireSegment);
        config.kind().objectTypeName().ifPresent(sandbox.directory()::requireType);
        var credentials = new Credentials(sandbox.siteId(), sandbox.apiKey());
        return config.withDestination(config.destination()
                .withEndpoint(sandbox.endpoint())
                .withCredentials(credentials)
                .withApp(new AppAccess(sandbox.appApiKey(), null)));
    }

    /** The environment, with the sandbox's credentials where credentials are missing, so that a first run needs none. */
    static Map<String, String> environment(Map<String, String> environment, Sandbox sandbox) {
        var completed = new HashMap<>(environment);
        completed.putIfAbsent("CUSTOMERIO_SITE_ID", sandbox.siteId());
        completed.putIfAbsent("CUSTOMERIO_API_KEY", sandbox.apiKey());
        completed.putIfAbsent("CUSTOMERIO_APP_API_KEY", sandbox.appApiKey());
        return completed;
    }
}
