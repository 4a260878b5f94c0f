package dev.upserter.sandbox;

import dev.upserter.sandbox.track.SandboxRegion;

/**
 * How to set up a sandbox. Immutable.
 *
 * @param host           the address to listen on
 * @param port           the port to listen on, 0 to 65535; 0 takes any free one
 * @param siteId         the user name that requests must carry
 * @param apiKey         the password that requests must carry; never printed
 * @param appApiKey      the token that requests to the App API must carry; never printed; empty for any token
 * @param region         where the workspace pretends to be
 * @param seed           of the faults and the latency: the same seed and order of requests give the same faults and delays
 * @param enforceLimits  whether the service's size limits apply
 * @param recordRequests whether {@link Sandbox#requests()} keeps every request with its body; the number of requests and
 *     their bytes are always counted
 */
public record SandboxConfig(
        String host,
        int port,
        String siteId,
        String apiKey,
        String appApiKey,
        SandboxRegion region,
        long seed,
        boolean enforceLimits,
        boolean recordRequests) {
    /** Checks every component. */
    public SandboxConfig {
        require(!host.isBlank(), "host must not be blank");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, not " + port);
        require(!siteId.isBlank() && !siteId.contains(":"), "siteId must hold text without a colon");
        require(!apiKey.isBlank(), "apiKey must not be blank");
    }

    /** Loopback, any free port, credentials {@code sandbox-site} and {@code sandbox-key}, region US, seed 1, limits on. */
    public static SandboxConfig defaults() {
        return new SandboxConfig("127.0.0.1", 0, "sandbox-site", "sandbox-key", "", SandboxRegion.US, 1, true, false);
    }

    /** A copy that listens on {@code host}. */
    public SandboxConfig withHost(String host) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy that listens on {@code port}. */
    public SandboxConfig withPort(int port) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy with other credentials. */
    public SandboxConfig withCredentials(String siteId, String apiKey) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy that wants this token of requests to the App API. */
    public SandboxConfig withAppApiKey(String appApiKey) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy in {@code region}. */
    public SandboxConfig withRegion(SandboxRegion region) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy with another seed for faults and latency. */
    public SandboxConfig withSeed(long seed) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy with the size limits on or off. */
    public SandboxConfig withEnforceLimits(boolean enforceLimits) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    /** A copy that records every request, or none. */
    public SandboxConfig withRecordRequests(boolean recordRequests) {
        return new SandboxConfig(host, port, siteId, apiKey, appApiKey, region, seed, enforceLimits, recordRequests);
    }

    @Override
    public String toString() {
        return "SandboxConfig[host=%s, port=%s, region=%s, seed=%s, enforceLimits=%s, recordRequests=%s]"
                .formatted(host, port, region, seed, enforceLimits, recordRequests);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
