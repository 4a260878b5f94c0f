package dev.upserter.sandbox;

import dev.upserter.sandbox.app.Directory;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.sandbox.fault.RefusalOrder;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.sandbox.traffic.Stats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * One workspace of a sandbox: what it keeps, what it has seen, and how it fails. A {@link Sandbox} is its first workspace.
 * Thread-safe.
 */
public sealed class SandboxWorkspace permits Sandbox, SandboxWorkspace.Further {
    private final Workspace workspace;

    SandboxWorkspace(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Any but the first. */
    static final class Further extends SandboxWorkspace {
        Further(Workspace workspace) {
            super(workspace);
        }

        @Override
        public String appApiKey() {
            return key();
        }
    }

    /** The user name that requests must carry. */
    public String siteId() {
        return workspace.keys().siteId();
    }

    /** The password that requests must carry. */
    public String apiKey() {
        return workspace.keys().apiKey();
    }

    /** A token that requests to the App API may carry. Empty for a further workspace that was given none: it has no App API. */
    public String appApiKey() {
        return key().isEmpty() ? "sandbox-app-key" : key();
    }

    final String key() {
        return workspace.keys().appApiKey();
    }

    /** The segments and object types that the App API shows; more may be put there. */
    public Directory directory() {
        return workspace.directory();
    }

    /** All people, in order of first appearance; a copy. */
    public List<Person> people() {
        return workspace.stores().people().slice(0, Integer.MAX_VALUE);
    }

    /** The first {@code most} people, in order of first appearance; a copy. */
    public List<Person> people(int most) {
        return workspace.stores().people().slice(0, most);
    }

    /** The person with this id, email (in any case), phone number or cio_id (with or without its prefix). */
    public Optional<Person> person(String identifier) {
        return workspace.stores().people().find(identifier);
    }

    /** What is kept of each kind of things, each by its name: the same however often the same was said. */
    public SortedMap<String, SortedMap<String, String>> contents() {
        return workspace.stores().contents();
    }

    /** Everything of one kind, such as {@code events}, as {@link #contents()} tells it; empty if there is no such kind. */
    public Optional<SortedMap<String, String>> contents(String kind) {
        return workspace.stores().contents(kind);
    }

    /** How many people there are. */
    public int peopleCount() {
        return workspace.stores().people().counts().people();
    }

    /** Removes all people and lifts every suppression; the stats are kept. */
    public void clearPeople() {
        workspace.stores().clear();
    }

    /** The counts since the start or the last {@link #reset}. */
    public Stats stats() {
        return workspace.stats();
    }

    /** The faults in effect. */
    public Faults faults() {
        return workspace.script().faults();
    }

    /** Puts these faults into effect for the requests that arrive from now on. */
    public void faults(Faults faults) {
        workspace.script().faults(faults);
    }

    /**
     * Gives these answers to the next requests under /api/, in the order of their arrival, before any other fault. Requests
     * for the region do not count. Answers from earlier calls are used first.
     */
    public void answerNext(Answer... answers) {
        workspace.script().answerNext(List.of(answers));
    }

    /** Gives these answers to the next requests for the region. */
    public void answerNextRegion(Answer... answers) {
        workspace.script().answerNextRegion(List.of(answers));
    }

    /** Gives these answers to the next requests to the App API. */
    public void answerNextApp(Answer... answers) {
        workspace.script().answerNextApp(List.of(answers));
    }

    /**
     * Refuses this person from now on: with an entry of the 207 in a batch, with a 400 in a request of their own. Other
     * people are not affected.
     */
    public void refuse(String identifier, String reason, String field, String message) {
        workspace.script().refuse(identifier, new Entry.Refused(reason, field, message));
    }

    /** Answers 400 to every batch that holds this person and applies no part of the batch. */
    public void poison(String identifier) {
        workspace.script().poison(identifier);
    }

    /** Answers this status to every request that holds this person and applies no part of the request. */
    public void fail(String identifier, int status) {
        workspace.script().fail(identifier, status);
    }

    /**
     * Disables this kind of identifier in the workspace from now on: people named by it are refused.
     *
     * @param kind         {@code id}, {@code email}, {@code phone} or {@code cio_id}
     * @param wholeBatches whether a 400 refuses the whole batch that holds such a person, as Customer.io does; otherwise an
     *     entry of a 207 refuses each such person
     */
    public void disable(String kind, boolean wholeBatches) {
        workspace.script().disable(EntryIdentifier.Kind.ofName(kind), wholeBatches);
    }

    /** Enables this kind of identifier again. */
    public void enable(String kind) {
        workspace.script().enable(EntryIdentifier.Kind.ofName(kind));
    }

    /**
     * Refuses people whose identifier fits a pattern, as {@link #refuse} does.
     *
     * @param pattern in which {@code *} stands for any text: {@code *@example.com}
     */
    public void refuseAll(String pattern, String reason, String field, String message) {
        workspace
                .script()
                .refuse(new RefusalOrder(
                        pattern, true, RefusalOrder.Scope.ENTRY, new Entry.Refused(reason, field, message), 400));
    }

    /** Reverts what {@link #refuse}, {@link #poison} and {@link #fail} set for this person. */
    public void heal(String identifier) {
        workspace.script().heal(identifier);
    }

    /** Delays each answer by a random time between these two, both included. */
    public void latency(Duration min, Duration max) {
        workspace.script().latency(min, max);
    }

    /** Holds all requests except those for the region, including later ones, until the gate is released. */
    public Gate hold() {
        return workspace.waiting().hold();
    }

    /**
     * Waits until {@code count} requests under /api/ have arrived since the start. Requests for the region do not count.
     *
     * @throws IllegalStateException when fewer arrived in time; the message says how many
     */
    public void awaitRequests(int count, Duration timeout) throws InterruptedException {
        workspace.waiting().awaitRequests(count, timeout);
    }

    /** Starts or stops recording the requests that are answered from now on; recorded requests are kept. */
    public void recordRequests(boolean on) {
        workspace.traffic().record(on);
    }

    /** The recorded requests, in order of their answers, without credentials; a copy. There are at most as many as the configuration says. */
    public List<RecordedRequest> requests() {
        return workspace.traffic().recorded();
    }

    /** The latest 100 calls that the sandbox does not know, recorded or not; a copy. */
    public List<RecordedRequest> unknownCalls() {
        return workspace.traffic().unknown();
    }

    /**
     * Returns to the start: nobody and nothing is there, counts are zero, recorded requests are forgotten, and scripted
     * answers, refusals, latency and faults are those of the configuration. Listeners stay, and gates go on holding.
     */
    public void reset() {
        workspace.reset();
    }

    /**
     * Passes each request to the listener just before it is answered, on the request's own thread. Requests run
     * concurrently, so the listener must be thread-safe. An exception from it turns the answer into a 500.
     */
    public void onRequest(Consumer<RecordedRequest> listener) {
        workspace.traffic().listen(listener);
    }
}
