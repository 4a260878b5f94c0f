package dev.upserter.server.api;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a server sends all runs.
 *
 * @param endpoint    in place of what configurations say; null leaves that alone
 * @param credentials in place of what configurations say; null leaves them alone
 */
public record Direction(@Nullable URI endpoint, @Nullable Credentials credentials) {
    /** A sync that goes there. */
    SyncConfig of(SyncConfig sync) {
        DestinationConfig destination = sync.destination();
        if (endpoint != null) {
            destination = destination.withEndpoint(endpoint);
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
