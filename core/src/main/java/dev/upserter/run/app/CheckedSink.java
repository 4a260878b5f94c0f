package dev.upserter.run.app;

import dev.upserter.app.FoundPeople;
import dev.upserter.app.PeopleLookup;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchSink;
import dev.upserter.json.GrowingBytes;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Asks of each batch whom Customer.io has. With {@code mode: create}, who is there is not sent; with {@code mode: update},
 * who is not is reported. For one thread.
 */
final class CheckedSink implements BatchSink {
    /** What it looks at. */
    static final String WHOM = "whom Customer.io has";

    private final Execution run;
    private final PeopleLookup people;
    private final boolean isNeeded;
    private final BatchSink next;
    private final PeopleCheck.Adopted adopted;
    /** Whether it asks no longer. */
    private boolean isOver;

    /** @param isNeeded whether nothing may be sent about which it could not ask */
    CheckedSink(Execution run, PeopleLookup people, boolean isNeeded, BatchSink next, PeopleCheck.Adopted adopted) {
        this.run = run;
        this.people = people;
        this.isNeeded = isNeeded;
        this.next = next;
        this.adopted = adopted;
    }

    @Override
    public void send(Batch batch) throws InterruptedException {
        Optional<IntPredicate> found = isOver ? Optional.empty() : found(batch);
        if (found.isEmpty()) {
            next.send(batch);
            return;
        }
        IntPredicate isThere = found.get();
        if (run.config().kind().mode() == Mode.CREATE) {
            sendNew(batch, isThere);
        } else {
            tellMissed(batch, isThere);
            next.send(batch);
        }
    }

    private Optional<IntPredicate> found(Batch batch) throws InterruptedException {
        try {
            return Optional.of(find(batch));
        } catch (ProblemException e) {
            if (isNeeded) {
                throw e;
            }
            isOver = true;
            Unchecked.tell(run, WHOM + " from " + batch.row(0).location() + " on", e);
            return Optional.empty();
        }
    }

    private IntPredicate find(Batch batch) throws InterruptedException {
        var asked = new EnumMap<IdentifierType, List<String>>(IdentifierType.class);
        for (int i = 0; i < batch.rows(); i++) {
            asked.computeIfAbsent(batch.typeOf(i), type -> new ArrayList<>()).add(batch.keyOf(i));
        }
        var found = new EnumMap<IdentifierType, FoundPeople>(IdentifierType.class);
        for (Map.Entry<IdentifierType, List<String>> some : asked.entrySet()) {
            found.put(some.getKey(), people.find(some.getKey(), some.getValue()));
        }
        return i -> {
            FoundPeople ofType = found.get(batch.typeOf(i));
            return ofType != null && ofType.has(batch.keyOf(i));
        };
    }

    private void sendNew(Batch batch, IntPredicate isThere) throws InterruptedException {
        int there = 0;
        for (int i = 0; i < batch.rows(); i++) {
            there += isThere.test(i) ? 1 : 0;
        }
        if (there == 0) {
            next.send(batch);
            return;
        }
        try {
            adopted.note(batch, isThere);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Batch others = batch.part(i -> !isThere.test(i));
        run.account().tally().unchanged.add(there);
        run.pool().release(batch);
        if (others.rows() > 0) {
            next.send(others);
        }
    }

    /** Who was missed has not got what was sent: it stays in doubt, so that the next run sends it again. */
    private void tellMissed(Batch batch, IntPredicate isThere) {
        batch.changeNotes(i -> !isThere.test(i), CheckedSink::inDoubt);
        for (int i = 0; i < batch.rows(); i++) {
            if (!isThere.test(i)) {
                run.account()
                        .log()
                        .add(Problem.of(
                                Code.UPDATE_MISSED,
                                batch.row(i).location(),
                                "Customer.io does not have the person, so that the row changes no one"));
            }
        }
    }

    private static byte[] inDoubt(byte[] note) {
        var doubtful = new GrowingBytes(note.length);
        try {
            new StateEntries(note, 0, note.length).forEach(entry -> entry.writeUnsure(doubtful));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(doubtful.bytes(), doubtful.length());
    }

    @Override
    public long oldestUnfinished() {
        return next.oldestUnfinished();
    }
}
