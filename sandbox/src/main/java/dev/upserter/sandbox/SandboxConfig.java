package dev.upserter.sandbox;

import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.Strictness;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.tls.SandboxCertificate;
import dev.upserter.sandbox.track.SandboxRegion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How to set up a sandbox. Immutable; its text holds no credentials. */
public final class SandboxConfig {
    /** The credentials of a workspace beside the first. */
    record Further(String siteId, String apiKey, String appApiKey) {}

    private String host = "127.0.0.1";
    private int port;
    private String siteId = "sandbox-site";
    private String apiKey = "sandbox-key";
    private String appApiKey = "";
    private List<Further> further = List.of();
    private SandboxRegion region = SandboxRegion.US;
    private long seed = 1;
    private Faults faults = Faults.none();
    private Set<EntryIdentifier.Kind> disabled = Set.of();
    private Strictness strictness = Strictness.DOCUMENTED;
    private boolean enforceLimits = true;
    private boolean recordRequests;
    private int mostRecorded = 10_000;
    private String token = "";
    private Optional<SandboxCertificate> certificate = Optional.empty();

    private SandboxConfig() {}

    private SandboxConfig copy(Consumer<SandboxConfig> change) {
        var copy = new SandboxConfig();
        copy.host = host;
        copy.port = port;
        copy.siteId = siteId;
        copy.apiKey = apiKey;
        copy.appApiKey = appApiKey;
        copy.further = further;
        copy.region = region;
        copy.seed = seed;
        copy.faults = faults;
        copy.disabled = disabled;
        copy.strictness = strictness;
        copy.enforceLimits = enforceLimits;
        copy.recordRequests = recordRequests;
        copy.mostRecorded = mostRecorded;
        copy.token = token;
        copy.certificate = certificate;
        change.accept(copy);
        copy.check();
        return copy;
    }

    private void check() {
        require(!host.isBlank(), "host must not be blank");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, not " + port);
        require(mostRecorded > 0, "mostRecorded must be at least 1");
        var siteIds = new LinkedHashSet<>(Set.of(siteId));
        checkCredentials(siteId, apiKey);
        for (Further workspace : further) {
            checkCredentials(workspace.siteId(), workspace.apiKey());
            require(siteIds.add(workspace.siteId()), "each workspace must have a siteId of its own");
        }
    }

    private static void checkCredentials(String siteId, String apiKey) {
        require(!siteId.isBlank() && !siteId.contains(":"), "siteId must hold text without a colon");
        require(!apiKey.isBlank(), "apiKey must not be blank");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Loopback, any free port, HTTP, one workspace with the credentials {@code sandbox-site} and {@code sandbox-key}, region
     * US, seed 1, no faults, the documented rules, nothing recorded, controls for this machine only.
     */
    public static SandboxConfig defaults() {
        return new SandboxConfig();
    }

    /** A copy that listens on {@code host}. */
    public SandboxConfig withHost(String host) {
        return copy(copy -> copy.host = host);
    }

    /** A copy that listens on {@code port}, 0 to 65535; 0 takes any free one. */
    public SandboxConfig withPort(int port) {
        return copy(copy -> copy.port = port);
    }

    /** A copy with other credentials for the first workspace. */
    public SandboxConfig withCredentials(String siteId, String apiKey) {
        return copy(copy -> {
            copy.siteId = siteId;
            copy.apiKey = apiKey;
        });
    }

    /** A copy that wants this token of requests to the App API; empty takes any. */
    public SandboxConfig withAppApiKey(String appApiKey) {
        return copy(copy -> copy.appApiKey = appApiKey);
    }

    /**
     * A copy with one more workspace, which keeps its own people and has its own faults and answers.
     *
     * @param siteId    the user name of requests to it
     * @param apiKey    their password
     * @param appApiKey the token of requests to its App API; empty if it has none
     */
    public SandboxConfig withWorkspace(String siteId, String apiKey, String appApiKey) {
        return copy(copy -> {
            var more = new ArrayList<>(copy.further);
            more.add(new Further(siteId, apiKey, appApiKey));
            copy.further = List.copyOf(more);
        });
    }

    /** A copy in {@code region}. */
    public SandboxConfig withRegion(SandboxRegion region) {
        return copy(copy -> copy.region = region);
    }

    /** A copy with another seed: the same seed and order of requests give the same faults and delays. */
    public SandboxConfig withSeed(long seed) {
        return copy(copy -> copy.seed = seed);
    }

    /** A copy with these faults from the start. */
    public SandboxConfig withFaults(Faults faults) {
        return copy(copy -> copy.faults = faults);
    }

    /**
     * A copy whose workspaces do not have these kinds of identifier enabled.
     *
     * @param kinds {@code id}, {@code email}, {@code phone} or {@code cio_id}
     */
    public SandboxConfig withDisabled(Set<String> kinds) {
        var disabledKinds = new LinkedHashSet<EntryIdentifier.Kind>();
        kinds.forEach(kind -> disabledKinds.add(EntryIdentifier.Kind.ofName(kind)));
        return copy(copy -> copy.disabled = Set.copyOf(disabledKinds));
    }

    /** A copy that answers what no source settles like this. */
    public SandboxConfig withStrictness(Strictness strictness) {
        return copy(copy -> copy.strictness = strictness);
    }

    /** A copy with the size limits on or off. */
    public SandboxConfig withEnforceLimits(boolean enforceLimits) {
        return copy(copy -> copy.enforceLimits = enforceLimits);
    }

    /** A copy that records every request with its body, or none; requests and their bytes are always counted. */
    public SandboxConfig withRecordRequests(boolean recordRequests) {
        return copy(copy -> copy.recordRequests = recordRequests);
    }

    /** A copy that records so many requests at most, and forgets older ones. More than 64 MiB of bodies are never kept. */
    public SandboxConfig withMostRecorded(int mostRecorded) {
        return copy(copy -> copy.mostRecorded = mostRecorded);
    }

    /**
     * A copy whose controls under {@code /sandbox/} want this token, and answer under any host name then. Without one they
     * answer only where they are called {@code localhost} or by an address of this machine.
     */
    public SandboxConfig withToken(String token) {
        return copy(copy -> copy.token = token);
    }

    /** A copy that speaks HTTPS with this certificate. */
    public SandboxConfig withHttps(SandboxCertificate certificate) {
        return copy(copy -> copy.certificate = Optional.of(certificate));
    }

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /** The port to listen on. */
    public int port() {
        return port;
    }

    /** The user name that requests must carry. */
    public String siteId() {
        return siteId;
    }

    /** The password that requests must carry. */
    public String apiKey() {
        return apiKey;
    }

    /** The token that requests to the App API must carry; empty for any. */
    public String appApiKey() {
        return appApiKey;
    }

    List<Further> further() {
        return further;
    }

    /** Where the workspaces pretend to be. */
    public SandboxRegion region() {
        return region;
    }

    /** The seed of faults and latency. */
    public long seed() {
        return seed;
    }

    /** The faults at the start. */
    public Faults faults() {
        return faults;
    }

    Set<EntryIdentifier.Kind> disabled() {
        return disabled;
    }

    /** How it answers what no source settles. */
    public Strictness strictness() {
        return strictness;
    }

    /** Whether the size limits apply. */
    public boolean enforceLimits() {
        return enforceLimits;
    }

    /** Whether it records requests from the start. */
    public boolean recordRequests() {
        return recordRequests;
    }

    int mostRecorded() {
        return mostRecorded;
    }

    /** The token of the controls; empty for none. */
    public String token() {
        return token;
    }

    /** The certificate, if it speaks HTTPS. */
    public Optional<SandboxCertificate> certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return "SandboxConfig[host=" + host + ", port=" + port + ", region=" + region + ", seed=" + seed
                + ", strictness=" + strictness + ", enforceLimits=" + enforceLimits + ", recordRequests="
                + recordRequests + "]";
    }
}
