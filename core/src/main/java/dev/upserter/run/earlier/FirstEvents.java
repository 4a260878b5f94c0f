package dev.upserter.run.earlier;

import dev.upserter.history.ConfigDigests;
import dev.upserter.kind.Triggers;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.pipeline.EventData;
import dev.upserter.pipeline.EventDataWatch;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.KnownPeople;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets no run of events begin that would start campaigns unasked, or make other events of the same rows: before its first
 * request. A sandbox that ends with the run is nobody's concern. For one thread.
 */
public final class FirstEvents {
    private static final int SHOWN = 8;
    /** How far in the future an event may be. */
    private static final Duration FUTURE = Duration.ofDays(1);

    private static final String LEAVE_OUT =
            "leave the new fields out by deny, which makes the ids of before. If the events are to be new, --new-event-ids";
    private static final String LEAVE_OUT_OR_NAME =
            "leave the new fields out by deny, or name those of before in mappings: both make the ids of before. If the events are"
                    + " to be new, --new-event-ids";
    private static final String BRING_BACK =
            "export the fields under their former names again, and leave new ones out by deny. If the events are to be new,"
                    + " --new-event-ids. eventId makes ids that stay";

    private final Execution run;
    private final Optional<Path> folder;
    private final Optional<String> ids;
    private final Optional<SentEvents> before;

    private FirstEvents(Execution run, Optional<Path> folder) {
        this.run = run;
        this.folder = folder;
        this.before = folder.flatMap(SentEvents::read);
        this.ids = ids(run, before.flatMap(SentEvents::data));
    }

    private static Optional<String> ids(Execution run, Optional<EventData> data) {
        return ConfigDigests.eventIds(run.config(), data.map(EventData::valued));
    }

    /** Of a run; it finds out what earlier ones sent. */
    public static FirstEvents of(Execution run) {
        RunSpec spec = run.spec();
        boolean isWatched = run.config().kind().kind().isEvent() && run.use().place() instanceof StateUse.Place.OfSync;
        return new FirstEvents(run, isWatched ? spec.memory() : Optional.empty());
    }

    /** Whether it must be known how many events there are before the first is sent. */
    public boolean mustCount() {
        boolean comparesData = entersAllData()
                && before.flatMap(SentEvents::data).isPresent()
                && !run.use().events().newIds();
        return makesOtherIds() || comparesData || asks();
    }

    private boolean makesOtherIds() {
        return before.isPresent()
                && !makesIdsOf(before.get())
                && !run.use().events().newIds();
    }

    /**
     * To name each field that all events were made of, and no other, makes the same events; not so where a value has members,
     * of which rules and deny may send others.
     */
    private boolean makesIdsOf(SentEvents sent) {
        Optional<String> was = Optional.of(sent.ids());
        return ids.equals(was)
                || sent.isOfEarlierBuild()
                        && ConfigDigests.eventIdsWithoutRepairs(run.config()).equals(was)
                || sent.data()
                        .filter(data -> !data.hasMembers())
                        .flatMap(data -> ConfigDigests.eventIdsOfAll(run.config(), data.valued()))
                        .equals(was);
    }

    private boolean entersAllData() {
        return folder.isPresent()
                && run.config().mapping().sendsAllFields()
                && !run.config().kind().hasOwnIds();
    }

    /** Whether rules that name all fields of before would be known to make the same events. */
    private boolean mayBeNamed() {
        return run.config().mapping().deny().isEmpty()
                && before.flatMap(SentEvents::data)
                        .filter(data -> !data.hasMembers())
                        .isPresent();
    }

    /** Notes what the data of the run's events hold, where all of that makes their ids. */
    public Optional<EventDataWatch> watch() {
        return entersAllData() ? Optional.of(new EventDataWatch(before.flatMap(SentEvents::data))) : Optional.empty();
    }

    private boolean asks() {
        return folder.isPresent()
                && !hasSent()
                && !run.history().hasDelivered()
                && triggers(run) == Triggers.ASK
                && run.config().guards().level(Code.EVENTS_MAY_TRIGGER) == Level.STOP;
    }

    private boolean hasSent() {
        return before.filter(sent -> !sent.isBaseline()).isPresent();
    }

    /**
     * Why the run may not go on; empty if it may.
     *
     * @param events how many are still to be sent, where they must be counted
     * @param recent how many of them may start campaigns
     */
    public Optional<Problem> check(long events, long recent) {
        if (makesOtherIds()) {
            return Optional.of(stop(
                    Code.EVENT_IDS_CHANGED,
                    "what enters the ids of events is not what it was in the last run that delivered: each of the "
                            + Quantities.say(events)
                            + " events would be new to Customer.io, though it was sent before. Nothing was sent"));
        }
        Optional<EventData.Change> other = run.account().eventDataChange();
        if (other.isPresent() && events > 0 && !run.use().events().newIds()) {
            return Optional.of(
                    otherData(other.get(), Math.min(events, other.get().events())));
        }
        if (asks() && recent > 0) {
            return Optional.of(stop(
                    Code.EVENTS_MAY_TRIGGER,
                    "this sync has delivered no event yet, and " + Quantities.say(recent) + " of its "
                            + Quantities.say(events) + " events "
                            + (recent == 1 ? "is" : "are") + " younger than 72 hours, so that campaigns may start from "
                            + (recent == 1 ? "it" : "them") + ". Nothing was sent"));
        }
        return Optional.empty();
    }

    private Problem otherData(EventData.Change other, long events) {
        String added = named(other.added(), " that no event had before");
        String gone = named(other.gone(), " that events had before and none has now");
        return new Problem(
                Code.EVENT_IDS_CHANGED,
                Level.STOP,
                null,
                "all data of an event make its id, and they hold "
                        + (added.isEmpty() ? "no more " + gone : added)
                        + (added.isEmpty() || gone.isEmpty() ? "" : ", and no more " + gone)
                        + ": " + (events == 1 ? "1 event" : "each of " + Quantities.say(events) + " events")
                        + " may have been sent before, and would be new to Customer.io. Nothing was sent",
                !other.gone().isEmpty() ? BRING_BACK : mayBeNamed() ? LEAVE_OUT_OR_NAME : LEAVE_OUT);
    }

    private static String named(List<String> names, String which) {
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return names.isEmpty()
                ? ""
                : (names.size() == 1 ? "a field" : "fields") + which + " ("
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more + ")";
    }

    /** Stops a run that sends nothing, and has read all its rows, as one that sends them would stop before its first request. */
    public void requireAllowed() throws IOException {
        RunAccount account = run.account();
        if (account.stop().isEmpty() && !hasBaseline()) {
            check(account.tally().pending.sum(), account.rows().recentEvents())
                    .ifPresent(problem -> account.stopFor(List.of(problem)));
        }
    }

    /** Whether a state tells of events that this sync has not sent itself: only a comparison with it says how many it would send. */
    private boolean hasBaseline() throws IOException {
        if (hasSent() || !run.isIncremental()) {
            return false;
        }
        try (KnownPeople known = run.spec().states().peek()) {
            return known.next();
        }
    }

    private static Problem stop(Code code, String message) {
        return new Problem(code, Level.STOP, null, message, code.help());
    }

    /** What becomes of events that may start campaigns: whoever goes on with a run leaves out what that one left out. */
    public static Triggers triggers(Execution run) {
        Triggers chosen = run.use()
                .events()
                .triggers()
                .orElseGet(() -> run.config().kind().triggers().orElse(Triggers.ASK));
        boolean goesOn = run.history().hasDelivered() && chosen == Triggers.ASK;
        return goesOn
                        && run.spec()
                                .memory()
                                .flatMap(SentEvents::read)
                                .filter(sent -> sent.run().equals(run.id()) && sent.holds())
                                .isPresent()
                ? Triggers.HOLD
                : chosen;
    }

    /** Says how many events the run before left out, where this one sends them. */
    public void announce() {
        before.filter(sent -> sent.held() > 0 && !sent.run().equals(run.id()) && triggers(run) != Triggers.HOLD)
                .filter(sent -> run.config().guards().level(Code.EVENTS_MAY_TRIGGER) != Level.OFF)
                .ifPresent(sent -> run.account()
                        .log()
                        .add(new Problem(
                                Code.EVENTS_MAY_TRIGGER,
                                Level.WARN,
                                null,
                                "the run " + sent.run() + " left out "
                                        + (sent.held() == 1 ? "1 event" : Quantities.say(sent.held()) + " events")
                                        + " from which campaigns may start. This one leaves out none: those that its"
                                        + " data still hold are to be sent",
                                Code.EVENTS_MAY_TRIGGER.help())));
    }

    /** Notes that the run sends from now on. */
    public void begin() {
        note(0, false);
    }

    /** Notes what events were taken as sent, so that they stay the same. */
    public void adopt() {
        note(0, !hasSent());
    }

    private void note(long held, boolean isBaseline) {
        if (folder.isPresent() && ids.isPresent()) {
            Optional<EventData> data = run.account()
                    .eventData()
                    .map(this::known)
                    .map(this::withDenied)
                    .or(this::kept);
            new SentEvents(
                            ids(run, data).orElseThrow(),
                            run.id(),
                            triggers(run) == Triggers.HOLD,
                            held,
                            isBaseline,
                            false,
                            data)
                    .note(folder.get());
        }
    }

    /** Values of which something was cut out count as values with members, though it be all of them. */
    private EventData withDenied(EventData data) {
        return data.with(run.config().mapping().deny().stream()
                .map(FieldPath::text)
                .filter(path -> path.contains(".") || path.contains("["))
                .map(path -> path.split("[.\\[]", 2)[0] + ".")
                .collect(Collectors.toSet()));
    }

    /** What earlier runs noted: a retry, and a run that did not read all its rows, learn nothing of all data. */
    private Optional<EventData> kept() {
        return entersAllData() && !run.use().events().newIds() ? before.flatMap(SentEvents::data) : Optional.empty();
    }

    /** Of what a build sent that did not note it, no event was later than this. */
    private EventData known(EventData seen) {
        return before.isEmpty() || before.get().data().isPresent()
                ? seen
                : new EventData(
                        seen.names(),
                        Math.max(
                                seen.until(),
                                run.surroundings()
                                        .clock()
                                        .instant()
                                        .plus(FUTURE)
                                        .getEpochSecond()));
    }

    /** Takes that back where nothing arrived; notes what was sent, and how many events were left out, otherwise. */
    public void end() {
        if (folder.isEmpty()) {
            return;
        }
        if (!run.history().hasDelivered() && run.account().tally().delivered.sum() == 0) {
            SentEvents.restore(before, folder.get());
        } else {
            note(triggers(run) == Triggers.HOLD ? run.account().rows().recentEvents() : 0, false);
        }
    }
}
