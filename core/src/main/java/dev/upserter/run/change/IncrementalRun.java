package dev.upserter.run.change;

import dev.upserter.batch.Packer;
import dev.upserter.delivery.http.Destination;
import dev.upserter.history.RunFiles;
import dev.upserter.history.RunFolder;
import dev.upserter.history.Scope;
import dev.upserter.pipeline.CountingSink;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.RunReport;
import dev.upserter.run.app.PeopleCheck;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.earlier.UnknownPeople;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.pass.Reading;
import dev.upserter.run.pass.Sending;
import dev.upserter.source.Source;
import dev.upserter.state.StateStore;
import dev.upserter.state.diff.FirstValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The part of a run from the open source to its end, where only what changed is sent. For one thread. */
public final class IncrementalRun {
    private final Execution run;
    private final RunFiles files;
    private final Reading reading;
    private final Sending sending;
    private final boolean isPartial;
    private final @Nullable Planner planner;

    /**
     * One that has not started.
     *
     * @param begun     the run
     * @param reading   reads its source
     * @param sending   its way to Customer.io
     * @param isPartial whether the source holds some of the people only, so that nobody is removed
     * @param planner   writes down what the run would do; null if nobody wants to know
     */
    public IncrementalRun(
            RunStart begun, Reading reading, Sending sending, boolean isPartial, @Nullable Planner planner) {
        this.run = begun.execution();
        this.files = begun.files();
        this.reading = reading;
        this.sending = sending;
        this.isPartial = isPartial;
        this.planner = planner;
    }

    public void execute(Source source) throws InterruptedException, IOException {
        Path folder = run.spec().states().folder();
        try (StateStore store = run.spec().states().open(run.id());
                var staged = new Staged(Basis.of(run, store), folder)) {
            if (!isPartial) {
                new UnknownPeople(run.spec(), run.account())
                        .note(staged.basis().store(), staged.basis().replaced());
            }
            if (run.options().dryRun()) {
                look(source, staged);
            } else if (run.use().scope() == Scope.BASELINE) {
                adopt(source, staged);
            } else {
                send(source, staged);
            }
        } catch (UncheckedIOException e) {
            throw RunFolder.unwritable(folder, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw RunFolder.unwritable(folder, e);
        }
    }

    private boolean goesOn() {
        return run.account().stop().isEmpty();
    }

    private void look(Source source, Staged staged) throws InterruptedException, IOException {
        Optional<Compared> compared = compare(source, staged, run::isAskedToStop);
        countWaiting(staged.basis().store());
        if (planner != null && compared.isPresent()) {
            planner.look(
                    compared.get().changes(),
                    new FirstValues(run.config().mapping().firstValues()));
        }
    }

    /** Events that earlier runs left would be sent, too. */
    private void countWaiting(StateStore store) throws IOException {
        ChangeEvents found = run.account().changeEvents().orElse(null);
        if (found != null) {
            run.account().changeEvents(ChangeEvents.due(found.due() + WaitingEvents.count(store)));
        }
    }

    /** Takes the source as delivered. */
    private void adopt(Source source, Staged staged) throws InterruptedException, IOException {
        run.account().destination(RunReport.TAKEN);
        Optional<Compared> compared = compare(source, staged, run::isAskedToStop);
        if (compared.isPresent()) {
            var nowhere = new CountingSink(run.account().tally(), run.pool());
            try (SendingChanges changes = compared.get().begin()) {
                changes.send(new Packer(run.pool(), nowhere), run::isAskedToStop);
                if (run.isAskedToStop() && run.account().tally().pending.sum() > 0) {
                    run.account().stopFor(List.of(Execution.interrupted()));
                }
                changes.finish(true);
            }
            if (goesOn()) {
                FirstEvents.of(run).adopt();
            }
        }
    }

    private void send(Source source, Staged staged) throws InterruptedException, IOException {
        var known = staged.basis();
        Destination destination = sending.connect(source);
        var begun = new AtomicReference<@Nullable SendingChanges>();
        var events = FirstEvents.of(run);
        boolean isThrough = false;
        try (var people = PeopleCheck.open(run, known.tellsWhoIsNew(), known.tellsValues())) {
            sending.deliver(destination, source, files, (delivery, stopped) -> {
                Optional<Compared> compared = compare(source, staged, stopped);
                if (compared.isPresent()) {
                    SendingChanges changes = compared.get().begin();
                    begun.set(changes);
                    files.keepState(changes.acknowledgements());
                    events.begin();
                    changes.send(
                            new Packer(
                                    run.pool(),
                                    people.before(delivery, compared.get().lacksFirstValues(), changes::adopt)),
                            stopped);
                }
            });
            isThrough = true;
        } finally {
            finish(begun.get(), isThrough);
            events.end();
        }
        SendingChanges sent = begun.get();
        if (sent != null) {
            sent.tell(sending, destination);
        }
    }

    /** Stops a run that would start campaigns unasked, or make other events of the same rows. */
    private void check(Compared compared) throws IOException, InterruptedException {
        if (run.config().kind().kind().isEvent() && run.use().scope() != Scope.BASELINE) {
            EventAge.check(run, compared).ifPresent(problem -> run.account().stopFor(List.of(problem)));
        }
    }

    /** @param begun what was being sent, and has an end by now; null if the run did not come as far */
    private void finish(@Nullable SendingChanges begun, boolean isThrough) throws IOException {
        try (begun) {
            files.flush();
            if (begun != null) {
                begun.finish(isThrough);
            }
        }
    }

    /** Reads the source, and finds what changed; empty if the run goes no further. */
    private Optional<Compared> compare(Source source, Staged staged, BooleanSupplier stopped)
            throws InterruptedException, IOException {
        reading.mapAndGuard(source, files::reject, staged, stopped);
        reading.requireUnchanged();
        if (!goesOn() || stopped.getAsBoolean()) {
            return Optional.empty();
        }
        RemovalHistory removals = RemovalHistory.of(run.spec(), run.account(), source.ends());
        Compared compared = Comparison.of(staged, isPartial, removals);
        Dispatch.announceRemovals(staged.basis(), compared.changes());
        if (goesOn()) {
            compared.requirePlanned();
        }
        if (goesOn()) {
            compared.requireAllowed(removals);
        }
        if (goesOn()) {
            check(compared);
        }
        return Optional.of(compared).filter(changes -> goesOn());
    }
}
