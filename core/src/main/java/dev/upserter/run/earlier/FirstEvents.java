package dev.upserter.run.earlier;

import dev.upserter.history.ConfigDigests;
import dev.upserter.kind.Triggers;
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
import java.util.List;
import java.util.Optional;

/**
 * Lets no run of events begin that would start campaigns unasked, or make other events of the same rows: before its first
 * request. A sandbox that ends with the run is nobody's concern. For one thread.
 */
public final class FirstEvents {
    private final Execution run;
    private final Optional<Path> folder;
    private final Optional<String> ids;
    private final Optional<SentEvents> before;

    private FirstEvents(Execution run, Optional<Path> folder) {
        this.run = run;
        this.folder = folder;
        this.ids = ConfigDigests.eventIds(run.config());
        this.before = folder.flatMap(SentEvents::read);
    }

    /** Of a run; it finds out what earlier ones sent. */
    public static FirstEvents of(Execution run) {
        RunSpec spec = run.spec();
        boolean isWatched =
                ConfigDigests.eventIds(run.config()).isPresent() && run.use().place() instanceof StateUse.Place.OfSync;
        return new FirstEvents(run, isWatched ? spec.memory() : Optional.empty());
    }

    /** Whether it must be known how many events there are before the first is sent. */
    public boolean mustCount() {
        return makesOtherIds() || asks();
    }

    private boolean makesOtherIds() {
        return before.isPresent()
                && !ids.equals(before.map(SentEvents::ids))
                && !run.use().events().newIds();
    }

    private boolean asks() {
        return folder.isPresent()
                && before.isEmpty()
                && !run.history().hasDelivered()
                && triggers(run) == Triggers.ASK
                && run.config().guards().level(Code.EVENTS_MAY_TRIGGER) == Level.STOP;
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
                            + " events would be new to Customer.io, though it was sent before; nothing was sent"));
        }
        if (asks() && recent > 0) {
            return Optional.of(stop(
                    Code.EVENTS_MAY_TRIGGER,
                    "this sync has delivered no event yet, and " + Quantities.say(recent) + " of its "
                            + Quantities.say(events) + " events "
                            + (recent == 1 ? "is" : "are") + " younger than 72 hours, so that campaigns may start from "
                            + (recent == 1 ? "it" : "them") + "; nothing was sent"));
        }
        return Optional.empty();
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
        if (before.isPresent() || !run.isIncremental()) {
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
                                        + " from which campaigns may start; this one leaves out none: those that its"
                                        + " data still hold are to be sent",
                                Code.EVENTS_MAY_TRIGGER.help())));
    }

    /** Notes that the run sends from now on. */
    public void begin() {
        note(0);
    }

    private void note(long held) {
        if (folder.isPresent() && ids.isPresent()) {
            new SentEvents(ids.get(), run.id(), triggers(run) == Triggers.HOLD, held).note(folder.get());
        }
    }

    /** Takes that back where nothing arrived; notes how many were left out otherwise. */
    public void end() {
        if (folder.isEmpty()) {
            return;
        }
        if (!run.history().hasDelivered() && run.account().tally().delivered.sum() == 0) {
            SentEvents.restore(before, folder.get());
        } else if (triggers(run) == Triggers.HOLD) {
            note(run.account().rows().recentEvents());
        }
    }
}
