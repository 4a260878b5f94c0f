package dev.upserter.sandbox;

import dev.upserter.carried.jetty.http.UriCompliance;
import dev.upserter.http.Listener;
import dev.upserter.http.ListenerConfig;
import dev.upserter.http.PortInUseException;
import dev.upserter.sandbox.app.AppApi;
import dev.upserter.sandbox.app.Directory;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.fault.Waiting;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.store.PersonStore;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.track.Entries;
import dev.upserter.sandbox.track.LocalPages;
import dev.upserter.sandbox.track.SandboxEndpoint;
import dev.upserter.sandbox.track.TrackApi;
import dev.upserter.sandbox.track.TrackEndpoint;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.traffic.BodyRoom;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.sandbox.traffic.Stats;
import dev.upserter.sandbox.traffic.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A running local Customer.io. It answers the Track API and the App API over HTTP while it is open, keeps people in memory, and injects
 * faults on request. Thread-safe.
 *
 * <p>It stores people in memory only: closing it loses them.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final SandboxConfig config;
    private final Stores stores;
    private final Waiting waiting = new Waiting();
    private final Script script;
    private final Traffic traffic;
    private final Entries entries;
    private final Directory directory = new Directory();
    private final Listener listener;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.script = new Script(config.seed());
        this.traffic = new Traffic(config.recordRequests());
        var limits = new EntryLimits(config.enforceLimits());
        this.stores = new Stores(limits);
        this.entries = new Entries(stores, script);
        var workspace = new Workspace(config.siteId(), config.apiKey(), config.region());
        var track = new TrackApi(workspace, limits, stores, entries);
        var room = new BodyRoom();
        var api = new TrackEndpoint(track::understand, script, traffic, waiting, room);
        var second = new AppApi(config.appApiKey(), workspace.number(), stores, directory);
        var app = new TrackEndpoint(second::understand, script, traffic, waiting, room);
        var local = new LocalPages(stores, script, this::stats);
        this.listener = Listener.start(listening(config), new SandboxEndpoint(api, app, local));
    }

    private static ListenerConfig listening(SandboxConfig config) {
        return new ListenerConfig(
                "sandbox", config.host(), config.port(), false, true, IDLE, System::nanoTime, http -> {
                    // Identifiers in paths may hold slashes, dots and blanks; they are decoded here and never resolved
                    // as files.
                    http.setUriCompliance(UriCompliance.UNSAFE);
                    http.setRequestHeaderSize(64 << 10);
                });
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
        return new Sandbox(config);
    }

    /** Where it listens: scheme, host and port, without a path. */
    public URI endpoint() {
        return listener.address();
    }

    /** The user name that requests must carry. */
    public String siteId() {
        return config.siteId();
    }

    /** The password that requests must carry. */
    public String apiKey() {
        return config.apiKey();
    }

    /** A token that requests to the App API may carry. */
    public String appApiKey() {
        return config.appApiKey().isEmpty() ? "sandbox-app-key" : config.appApiKey();
    }

    /** The segments and object types that the App API shows; more may be put there. */
    public Directory directory() {
        return directory;
    }

    /** All people, in order of first appearance; a copy. */
    public List<Person> people() {
        return stores.people().slice(0, Integer.MAX_VALUE);
    }

    /** The first {@code most} people, in order of first appearance; a copy. */
    public List<Person> people(int most) {
        return stores.people().slice(0, most);
    }

    /** The person with this id, email (in any case), phone number or cio_id (with or without its prefix). */
    public Optional<Person> person(String identifier) {
        return stores.people().find(identifier);
    }

    /** What is kept of each kind of things, each by its name: the same however often the same was said. */
    public SortedMap<String, SortedMap<String, String>> contents() {
        return stores.contents();
    }

    /** Everything of one kind, such as {@code events}, as {@link #contents()} tells it; empty if there is no such kind. */
    public Optional<SortedMap<String, String>> contents(String kind) {
        return stores.contents(kind);
    }

    /** How many people there are. */
    public int peopleCount() {
        return stores.people().counts().people();
    }

    /** Removes all people and lifts every suppression; the stats are kept. */
    public void clearPeople() {
        stores.clear();
    }

    /** The counts since the start. */
    public Stats stats() {
        PersonStore.Counts kept = stores.people().counts();
        Traffic.Counts seen = traffic.counts();
        return new Stats(
                kept.people(),
                seen.requests(),
                seen.requestBytes(),
                seen.answers(),
                seen.unanswered(),
                stores.applied(),
                entries.refusals(),
                seen.overlaps(),
                seen.mostInFlight(),
                kept.attributeUpdateFailures(),
                kept.missedUpdates(),
                kept.suppressed(),
                seen.faults());
    }

    /** The faults in effect. */
    public Faults faults() {
        return script.faults();
    }

    /** Puts these faults into effect for the requests that arrive from now on. */
    public void faults(Faults faults) {
        script.faults(faults);
    }

    /**
     * Gives these answers to the next requests under /api/, in the order of their arrival, before any other fault. Requests
     * for the region do not count. Answers from earlier calls are used first.
     */
    public void answerNext(Answer... answers) {
        script.answerNext(List.of(answers));
    }

    /** Gives these answers to the next requests for the region. */
    public void answerNextRegion(Answer... answers) {
        script.answerNextRegion(List.of(answers));
    }

    /** Gives these answers to the next requests to the App API. */
    public void answerNextApp(Answer... answers) {
        script.answerNextApp(List.of(answers));
    }

    /**
     * Refuses this person from now on: with an entry of the 207 in a batch, with a 400 in a request of their own. Other
     * people are not affected.
     */
    public void refuse(String identifier, String reason, String field, String message) {
        script.refuse(identifier, new Entry.Refused(reason, field, message));
    }

    /** Answers 400 to every batch that holds this person and applies no part of the batch. */
    public void poison(String identifier) {
        script.poison(identifier);
    }

    /** Answers this status to every request that holds this person and applies no part of the request. */
    public void fail(String identifier, int status) {
        script.fail(identifier, Answer.status(status));
    }

    /**
     * Disables this kind of identifier in the workspace from now on: people named by it are refused.
     *
     * @param kind         {@code id}, {@code email}, {@code phone} or {@code cio_id}
     * @param wholeBatches whether a 400 refuses the whole batch that holds such a person, as Customer.io does; otherwise an
     *     entry of a 207 refuses each such person
     */
    public void disable(String kind, boolean wholeBatches) {
        script.disable(kind(kind), wholeBatches);
    }

    /** Enables this kind of identifier again. */
    public void enable(String kind) {
        script.enable(kind(kind));
    }

    private static EntryIdentifier.Kind kind(String field) {
        return EntryIdentifier.Kind.named(field)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no identifier '" + field + "'; there are id, email, phone and cio_id"));
    }

    /** Reverts what {@link #refuse}, {@link #poison} and {@link #fail} set for this person. */
    public void heal(String identifier) {
        script.heal(identifier);
    }

    /** Delays each answer by a random time between these two, both included. */
    public void latency(Duration min, Duration max) {
        script.latency(min, max);
    }

    /** Holds all requests except those for the region, including later ones, until the gate is released. */
    public Gate hold() {
        return waiting.hold();
    }

    /**
     * Waits until {@code count} requests under /api/ have arrived since the start. Requests for the region do not count.
     *
     * @throws IllegalStateException when fewer arrived in time; the message says how many
     */
    public void awaitRequests(int count, Duration timeout) throws InterruptedException {
        waiting.awaitRequests(count, timeout);
    }

    /** Starts or stops recording the requests that are answered from now on; recorded requests are kept. */
    public void recordRequests(boolean on) {
        traffic.record(on);
    }

    /**
     * The recorded requests, in order of their answers; a copy. As many as fit into a quarter of the heap, the last ones: see
     * {@link #forgottenRequests}.
     */
    public List<RecordedRequest> requests() {
        return traffic.recorded();
    }

    /** How many recorded requests are no longer kept, since later ones took their room; 0 where {@link #requests} are all. */
    public long forgottenRequests() {
        return traffic.forgotten();
    }

    /**
     * Passes each request to the listener just before it is answered, on the request's own thread. Requests run
     * concurrently, so the listener must be thread-safe. An exception from it turns the answer into a 500.
     */
    public void onRequest(Consumer<RecordedRequest> listener) {
        traffic.listen(listener);
    }

    /** Stops listening and cuts connections that have no answer yet. */
    @Override
    public void close() {
        waiting.close();
        listener.stop();
    }
}
