package dev.upserter.delivery;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where people are sent.
 *
 * @param credentials of the workspace; null where none are known, which only a real run minds
 * @param region      where the workspace lives; null asks Customer.io, the EU host first
 * @param endpoint    another base URL (sandbox, proxy) in place of Customer.io's; no region is asked for then
 */
public record DestinationConfig(
        @Nullable Credentials credentials,
        @Nullable Region region,
        @Nullable URI endpoint) {

    public DestinationConfig withEndpoint(URI other) {
        return new DestinationConfig(credentials, region, other);
    }

    public DestinationConfig withCredentials(Credentials other) {
        return new DestinationConfig(other, region, endpoint);
    }
}
