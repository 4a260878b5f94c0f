package dev.upserter.server.api;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a server sends all runs.
 *
 * @param endpoint    in place of the configuration's; null keeps the configuration's
 * @param credentials in place of the configuration's; null keeps the configuration's
 */
public record Direction(@Nullable URI endpoint, @Nullable Credentials credentials) {
    /** The sync with this endpoint and these credentials. */
    public SyncConfig of(SyncConfig sync) {
        DestinationConfig destination = sync.destination();
        if (endpoint != null) {
            AppAccess app = new AppAccess(destination.app().key(), null); // which is there, too
            destination = destination.withEndpoint(endpoint).withApp(app);
        }
        if (credentials != null) {
            destination = destination.withCredentials(credentials);
        }
        return sync.withDestination(destination);
    }

    @Override
    public String toString() {
        return "Direction[" + endpoint + "]";
    }
}
