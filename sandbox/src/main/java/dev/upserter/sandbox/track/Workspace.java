package dev.upserter.sandbox.track;

import dev.upserter.sandbox.app.AppApi;
import dev.upserter.sandbox.app.Directory;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.fault.Waiting;
import dev.upserter.sandbox.store.PersonStore;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Stats;
import dev.upserter.sandbox.traffic.Traffic;
import java.util.function.LongSupplier;

/** One workspace: what it keeps, what it has seen, how it fails, and its two APIs. Thread-safe. */
public final class Workspace {
    private final WorkspaceKeys keys;
    private final Directory directory = new Directory();
    private final Stores stores;
    private final Script script;
    private final Traffic traffic;
    private final Waiting waiting = new Waiting();
    private final Entries entries;
    private final TrackEndpoint track;
    private final TrackEndpoint app;

    /**
     * An empty workspace.
     *
     * @param keys    by which requests name it
     * @param rules   that entries obey
     * @param start   how its script begins
     * @param traffic that has seen nothing yet
     * @param nanos   a clock in nanoseconds, from any origin
     */
    public Workspace(WorkspaceKeys keys, EntryRules rules, Script.Start start, Traffic traffic, LongSupplier nanos) {
        this.keys = keys;
        this.traffic = traffic;
        this.script = new Script(start);
        this.stores = new Stores(rules, directory, nanos);
        this.entries = new Entries(stores, script);
        var trackApi = new TrackApi(keys, rules, stores, entries);
        this.track = new TrackEndpoint(trackApi::understand, script, traffic, waiting);
        var appApi = new AppApi(keys.appApiKey(), keys.number(), stores, directory);
        this.app = new TrackEndpoint(appApi::understand, script, traffic, waiting);
    }

    public WorkspaceKeys keys() {
        return keys;
    }

    public Directory directory() {
        return directory;
    }

    public Stores stores() {
        return stores;
    }

    public Script script() {
        return script;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Waiting waiting() {
        return waiting;
    }

    /** Its Track API. */
    public TrackEndpoint track() {
        return track;
    }

    /** Its App API. */
    public TrackEndpoint app() {
        return app;
    }

    /** The counts since the start or the last reset. */
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
                seen.faults(),
                seen.unknownCalls(),
                seen.forgotten());
    }

    /** As it was at the start: empty, and with the first script. Gates go on holding. */
    public void reset() {
        script.reset();
        stores.reset();
        entries.reset();
        directory.reset();
        waiting.restart();
        traffic.reset();
    }
}
