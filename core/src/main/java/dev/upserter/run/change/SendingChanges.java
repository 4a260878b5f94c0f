package dev.upserter.run.change;

import dev.upserter.batch.Batch;
import dev.upserter.batch.Packer;
import dev.upserter.delivery.http.Destination;
import dev.upserter.json.GrowingBytes;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.plan.Removal;
import dev.upserter.run.earlier.Members;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.lost.Takings;
import dev.upserter.run.pass.Sending;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.lost.LossLog;
import dev.upserter.state.suppression.SuppressionLog;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A run whose state takes acknowledgements: sends what changed, and makes the new state at the end. For one thread. */
final class SendingChanges implements AutoCloseable {
    private final Compared compared;
    private final Basis basis;
    private final StateStore store;
    private @Nullable SuppressionLog suppressed;
    private @Nullable LossLog taken;
    private Acknowledgements acknowledgements;
    /** Of the state as it was made last. */
    private StateHeader header;

    SendingChanges(Compared compared) {
        this.compared = compared;
        this.basis = compared.basis();
        this.store = basis.store();
        this.acknowledgements = store;
        this.header = basis.fit().meanwhile();
    }

    /** Where acknowledgements go from now on: the state, after what other syncs have to hear. */
    Acknowledgements acknowledgements() throws IOException {
        Acknowledgements remembered = remembering();
        taken = Takings.log(basis.run(), remembered).orElse(null);
        acknowledgements = taken == null ? remembered : taken;
        return acknowledgements;
    }

    private Acknowledgements remembering() throws IOException {
        if (basis.config().incremental().removed() == Removal.SUPPRESS) {
            return log(EntryKind.FORGOTTEN, true);
        }
        return switch (basis.config().kind().kind().suppression()) {
            case NONE -> store;
            case STARTS -> log(EntryKind.PRESENT, true);
            case ENDS -> log(EntryKind.PRESENT, false);
        };
    }

    private Acknowledgements log(EntryKind recorded, boolean isSuppressed) throws IOException {
        MappingConfig mapping = basis.config().mapping();
        var log = SuppressionLog.open(
                basis.run().spec().suppressed(),
                mapping.isMixed() ? null : mapping.identifyBy(),
                recorded,
                isSuppressed,
                store,
                basis.run().surroundings().clock());
        suppressed = log;
        return log;
    }

    /** Notes rows of which nothing was sent, since what they are about is there already. */
    void adopt(Batch batch, IntPredicate rows) throws IOException {
        var notes = new GrowingBytes(256);
        batch.writeNotes(rows, notes);
        acknowledgements.acknowledge(StateEntries.in(notes));
    }

    /** Sends what changed, until asked to stop; what is not handed on is pending. */
    void send(Packer packer, BooleanSupplier stopped) throws IOException, InterruptedException {
        Unsettled unsettled = compared.staged().unsettled();
        try (var members = Members.of(basis.run().spec())) {
            var dispatch = new Dispatch(compared, packer, members);
            send(dispatch, unsettled, stopped);
        }
    }

    private void send(Dispatch dispatch, Unsettled unsettled, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        try {
            dispatch.send(compared.changes(), stopped);
        } finally {
            unsettled.are(compared.counts().changes() - dispatch.settled());
            unsettled.arePending();
        }
    }

    /**
     * Makes the new state; only a run of the whole source that came to its end stands for the mapping in force.
     *
     * @param isThrough whether everything was done that was to be done, or stopped as it should; false after a failure
     */
    void finish(boolean isThrough) throws IOException {
        StateFit fit = basis.fit();
        boolean ended = isThrough && basis.account().stop().isEmpty();
        boolean completed = ended && !compared.isPartial();
        header = completed
                ? compared.staged().horizon().move(fit.now(), compared.staged().untold())
                : fit.meanwhile();
        store.finish(header, basis.earlier().next(ended));
        basis.hearing().hasSent();
        if (completed && fit.outdatedBy().isPresent() && basis.startsAnew()) {
            store.takeUp();
        }
    }

    /** Sends the events that tell of what was delivered; to be called after {@link #finish}, if the run came to its end. */
    void tell(Sending sending, Destination to) throws IOException, InterruptedException {
        if (basis.config().incremental().changeEvents() != null
                && basis.account().stop().isEmpty()) {
            Execution run = basis.run();
            new WaitingEvents(run, store, run.spec().states().folder())
                    .send(sending, to, header, basis.earlier().next(true));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (suppressed != null) {
                suppressed.close();
            }
        } finally {
            if (taken != null) {
                taken.close();
            }
        }
    }
}
